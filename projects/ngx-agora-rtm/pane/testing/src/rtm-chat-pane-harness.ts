import { ComponentHarness } from '@angular/cdk/testing';
import {
  RtmComposerHarness,
  RtmConnectionBannerHarness,
  RtmHeaderHarness,
  RtmMessageListHarness,
} from 'ngx-agora-rtm/material/testing';

/** Drives an `rtm-chat-pane` in tests. */
export class RtmChatPaneHarness extends ComponentHarness {
  static readonly hostSelector = 'rtm-chat-pane';

  readonly getHeader = this.locatorFor(RtmHeaderHarness);
  readonly getBanner = this.locatorForOptional(RtmConnectionBannerHarness);
  /** `null` while the conversation is not open. */
  readonly getList = this.locatorForOptional(RtmMessageListHarness);
  readonly getComposer = this.locatorFor(RtmComposerHarness);
  readonly #notice = this.locatorForOptional('.notice');
  readonly #foot = this.locatorFor('.foot');

  /** What is said in the place of the messages; `null` where they are there. */
  async getNotice(): Promise<string | null> {
    return (await (await this.#notice())?.text()) ?? null;
  }

  /** What is said of something that has just happened. */
  async getStatus(): Promise<string> {
    return (await this.#foot()).text();
  }

  /** Opens or closes a panel by its button. @param label As the button is called. */
  async togglePanel(label: string): Promise<void> {
    await (await this.locatorFor(`rtm-header button[aria-label="${label}"]`)()).click();
  }

  /** Whether a panel stands beside the messages. */
  async hasPanel(): Promise<boolean> {
    return (await this.locatorForOptional('rtm-panel-outlet')()) !== null;
  }
}
