import { DestroyRef, Directive, inject, TemplateRef } from '@angular/core';
import { type RtmPartTemplate, RtmTemplates } from './rtm-templates';
import type {
  AttachmentTemplateContext,
  AvatarTemplateContext,
  ComposerActionsTemplateContext,
  ConversationRowTemplateContext,
  ConversationTemplateContext,
  DayTemplateContext,
  GapTemplateContext,
  MemberTemplateContext,
  MessageActionsTemplateContext,
  MessageTemplateContext,
  RtmTemplatePart,
} from './template-contexts';

/** What the directives do: hand the template to the component that it was put into, for as long as it is there. */
function offer(part: RtmTemplatePart): void {
  const template = inject<RtmPartTemplate>(TemplateRef);
  inject(DestroyRef).onDestroy(inject(RtmTemplates).add(part, template));
}

/**
 * Replaces what a message looks like.
 *
 * @example
 * <rtm-chat-pane channel="support">
 *   <ng-template rtmMessageTemplate let-message let-person="person"><b>{{ person.name }}</b> {{ textOf(message) }}</ng-template>
 * </rtm-chat-pane>
 */
@Directive({ selector: 'ng-template[rtmMessageTemplate]' })
export class RtmMessageTemplate {
  constructor() {
    offer('message');
  }

  static ngTemplateContextGuard(
    _: RtmMessageTemplate,
    _context: unknown,
  ): _context is MessageTemplateContext {
    return true;
  }
}

/**
 * Replaces the picture of a user.
 *
 * @example
 * <rtm-chat-pane channel="support">
 *   <ng-template rtmAvatarTemplate let-userId let-person="person"><img [src]="person.picture" alt="" /></ng-template>
 * </rtm-chat-pane>
 */
@Directive({ selector: 'ng-template[rtmAvatarTemplate]' })
export class RtmAvatarTemplate {
  constructor() {
    offer('avatar');
  }

  static ngTemplateContextGuard(
    _: RtmAvatarTemplate,
    _context: unknown,
  ): _context is AvatarTemplateContext {
    return true;
  }
}

/**
 * Replaces the head of a pane.
 *
 * @example
 * <rtm-chat-pane channel="support">
 *   <ng-template rtmHeaderTemplate let-conversation><h2>{{ conversation.id }}</h2></ng-template>
 * </rtm-chat-pane>
 */
@Directive({ selector: 'ng-template[rtmHeaderTemplate]' })
export class RtmHeaderTemplate {
  constructor() {
    offer('header');
  }

  static ngTemplateContextGuard(
    _: RtmHeaderTemplate,
    _context: unknown,
  ): _context is ConversationTemplateContext {
    return true;
  }
}

/**
 * Replaces what a conversation without messages says.
 *
 * @example
 * <rtm-chat-pane channel="support">
 *   <ng-template rtmEmptyTemplate let-conversation>Ask us anything.</ng-template>
 * </rtm-chat-pane>
 */
@Directive({ selector: 'ng-template[rtmEmptyTemplate]' })
export class RtmEmptyTemplate {
  constructor() {
    offer('empty');
  }

  static ngTemplateContextGuard(
    _: RtmEmptyTemplate,
    _context: unknown,
  ): _context is ConversationTemplateContext {
    return true;
  }
}

/**
 * Replaces what a file of a message looks like.
 *
 * @example
 * <rtm-chat-pane channel="support">
 *   <ng-template rtmAttachmentTemplate let-file><a [href]="file.url">{{ file.name }}</a></ng-template>
 * </rtm-chat-pane>
 */
@Directive({ selector: 'ng-template[rtmAttachmentTemplate]' })
export class RtmAttachmentTemplate {
  constructor() {
    offer('attachment');
  }

  static ngTemplateContextGuard(
    _: RtmAttachmentTemplate,
    _context: unknown,
  ): _context is AttachmentTemplateContext {
    return true;
  }
}

/**
 * Adds buttons to those of a message.
 *
 * @example
 * <rtm-chat-pane channel="support">
 *   <ng-template rtmMessageActionsTemplate let-message><button type="button" (click)="translate(message)">Translate</button></ng-template>
 * </rtm-chat-pane>
 */
@Directive({ selector: 'ng-template[rtmMessageActionsTemplate]' })
export class RtmMessageActionsTemplate {
  constructor() {
    offer('messageActions');
  }

  static ngTemplateContextGuard(
    _: RtmMessageActionsTemplate,
    _context: unknown,
  ): _context is MessageActionsTemplateContext {
    return true;
  }
}

/**
 * Adds buttons to those of a composer.
 *
 * @example
 * <rtm-chat-pane channel="support">
 *   <ng-template rtmComposerActionsTemplate let-insert="insert"><button type="button" (click)="insert(signature)">Sign</button></ng-template>
 * </rtm-chat-pane>
 */
@Directive({ selector: 'ng-template[rtmComposerActionsTemplate]' })
export class RtmComposerActionsTemplate {
  constructor() {
    offer('composerActions');
  }

  static ngTemplateContextGuard(
    _: RtmComposerActionsTemplate,
    _context: unknown,
  ): _context is ComposerActionsTemplateContext {
    return true;
  }
}

/**
 * Replaces the separator of a day.
 *
 * @example
 * <rtm-chat-pane channel="support">
 *   <ng-template rtmDayTemplate let-day>{{ day | date }}</ng-template>
 * </rtm-chat-pane>
 */
@Directive({ selector: 'ng-template[rtmDayTemplate]' })
export class RtmDayTemplate {
  constructor() {
    offer('day');
  }

  static ngTemplateContextGuard(
    _: RtmDayTemplate,
    _context: unknown,
  ): _context is DayTemplateContext {
    return true;
  }
}

/**
 * Replaces the note that messages are missing.
 *
 * @example
 * <rtm-chat-pane channel="support">
 *   <ng-template rtmGapTemplate let-gap>Something is missing here.</ng-template>
 * </rtm-chat-pane>
 */
@Directive({ selector: 'ng-template[rtmGapTemplate]' })
export class RtmGapTemplate {
  constructor() {
    offer('gap');
  }

  static ngTemplateContextGuard(
    _: RtmGapTemplate,
    _context: unknown,
  ): _context is GapTemplateContext {
    return true;
  }
}

/**
 * Replaces what a row of a list of conversations looks like.
 *
 * @example
 * <rtm-conversation-list [conversations]="conversations()">
 *   <ng-template rtmConversationTemplate let-item let-title="title">{{ title }} ({{ item.unread }})</ng-template>
 * </rtm-conversation-list>
 */
@Directive({ selector: 'ng-template[rtmConversationTemplate]' })
export class RtmConversationTemplate {
  constructor() {
    offer('conversation');
  }

  static ngTemplateContextGuard(
    _: RtmConversationTemplate,
    _context: unknown,
  ): _context is ConversationRowTemplateContext {
    return true;
  }
}

/**
 * Replaces what a row of a list of members looks like.
 *
 * @example
 * <rtm-member-list [members]="members()">
 *   <ng-template rtmMemberTemplate let-person="person">{{ person.name }}</ng-template>
 * </rtm-member-list>
 */
@Directive({ selector: 'ng-template[rtmMemberTemplate]' })
export class RtmMemberTemplate {
  constructor() {
    offer('member');
  }

  static ngTemplateContextGuard(
    _: RtmMemberTemplate,
    _context: unknown,
  ): _context is MemberTemplateContext {
    return true;
  }
}
