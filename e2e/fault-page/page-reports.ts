import type { FaultPageApi, PageReport } from './fault-page-api';

declare global {
  interface Window {
    /** What a test can do with the page. */
    faultPage?: FaultPageApi;
    /** Where a test hears of what happens in the page. Not there when a person looks at it. */
    faultReport?: (report: PageReport) => Promise<void>;
  }
}

/** A {@link PageReport} without its time. */
type Untimed<T> = T extends PageReport ? Omit<T, 'at'> : never;

/** Tells the test, if there is one, what has just happened. */
export function tell(report: Untimed<PageReport>): void {
  // The test may have gone, which is no concern of the page.
  window.faultReport?.({ ...report, at: Date.now() }).catch(() => undefined);
}
