import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  inject,
  output,
} from '@angular/core';

/**
 * Stands at the end of a list of which only the beginning is in the document, and tells when it is about to be seen. So a list of
 * thousands opens as fast as one of dozens.
 */
@Component({
  selector: 'rtm-more',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: '',
  styles: `
    :host {
      display: block;
      block-size: 1px;
    }
  `,
  host: { 'aria-hidden': 'true' },
})
export class RtmMore {
  /** The end is near: put more in before it. Comes again while it is. */
  readonly near = output();

  constructor() {
    const { nativeElement: host } = inject<ElementRef<HTMLElement>>(ElementRef);
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const observer = new IntersectionObserver(
        (entries) => {
          if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
          this.near.emit();
          // Only changes are told: seen anew, it is told again if it is still near.
          observer.unobserve(host);
          observer.observe(host);
        },
        { root: host.closest('.scroller'), rootMargin: '600px' },
      );
      observer.observe(host);
      destroyed.onDestroy(() => observer.disconnect());
    });
  }
}
