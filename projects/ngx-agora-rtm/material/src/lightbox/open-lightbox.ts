import { Directionality } from '@angular/cdk/bidi';
import { Dialog } from '@angular/cdk/dialog';
import type { Injector } from '@angular/core';
import { RtmIntl } from '../intl/rtm-intl';
import { type LightboxContent, RtmLightbox } from './rtm-lightbox';

/**
 * Shows pictures large, over everything. Loaded when it is first needed.
 *
 * @param origin What has the focus again afterwards.
 */
export function openLightbox(
  injector: Injector,
  content: LightboxContent,
  origin: HTMLElement,
): void {
  injector.get(Dialog).open(RtmLightbox, {
    data: content,
    ariaLabel: injector.get(RtmIntl).words().attachments.viewer,
    ariaModal: true,
    hasBackdrop: false,
    width: '100vw',
    height: '100dvh',
    direction: injector.get(Directionality).value,
    autoFocus: 'first-tabbable',
    restoreFocus: origin,
  });
}
