import { ComponentHarness } from '@angular/cdk/testing';
import { RtmConversationListHarness } from 'ngx-agora-rtm/material/testing';
import { RtmChatPaneHarness } from './rtm-chat-pane-harness';

/** Drives an `rtm-inbox` in tests. */
export class RtmInboxHarness extends ComponentHarness {
  static readonly hostSelector = 'rtm-inbox';

  readonly getConversations = this.locatorFor(RtmConversationListHarness);
  /** `null` while none is chosen. */
  readonly getPane = this.locatorForOptional(RtmChatPaneHarness);
}
