import type {
  ChatMessage,
  ConversationRef,
  Delivery,
  FileRef,
  Gap,
  Presence,
} from 'ngx-agora-rtm/chat';
import type { ConversationItem } from '../conversation-list/conversation-item';
import type { RtmPerson } from '../people/rtm-people';

/** What a template for a whole message is given: its place in the list, its frame and its label stay. */
export interface MessageTemplateContext {
  readonly $implicit: ChatMessage;
  readonly person: RtmPerson;
  readonly delivery: Delivery;
  /** Whether it begins a group: another sender than before, or a pause. */
  readonly isFirst: boolean;
}

/** What a template for the picture of a user is given. */
export interface AvatarTemplateContext {
  /** The user id. */
  readonly $implicit: string;
  readonly person: RtmPerson;
}

/** What a template for the head of a pane, or for what a conversation without messages says, is given. */
export interface ConversationTemplateContext {
  readonly $implicit: ConversationRef;
}

/** What a template for a file of a message is given. */
export interface AttachmentTemplateContext {
  readonly $implicit: FileRef;
  readonly message: ChatMessage;
}

/** What a template for further buttons of a message is given. */
export interface MessageActionsTemplateContext {
  readonly $implicit: ChatMessage;
}

/** What a template for further buttons of a composer is given. */
export interface ComposerActionsTemplateContext {
  readonly $implicit: ConversationRef;
  /** Puts a text where the caret is. */
  readonly insert: (text: string) => void;
}

/** What a template for the separator of a day is given. */
export interface DayTemplateContext {
  /** The beginning of the day, in milliseconds since the epoch. */
  readonly $implicit: number;
}

/** What a template for a place where messages are missing is given. */
export interface GapTemplateContext {
  readonly $implicit: Gap;
}

/** What a template for a row of a list of conversations is given. It stands in a button, so it must hold no other. */
export interface ConversationRowTemplateContext {
  readonly $implicit: ConversationItem;
  readonly title: string;
  /** What would stand in the second line: who is writing, or the latest message. */
  readonly preview: string;
  readonly isSelected: boolean;
}

/** What a template for a row of a list of members is given. It may stand in a button, so it must hold none. */
export interface MemberTemplateContext {
  /** The user id. */
  readonly $implicit: string;
  readonly person: RtmPerson;
  readonly presence: Presence | null;
  /** Whether it is the user. */
  readonly isOwn: boolean;
}

/** All parts that can be replaced, with what their templates are given. */
export interface RtmTemplateContexts {
  readonly message: MessageTemplateContext;
  readonly avatar: AvatarTemplateContext;
  readonly header: ConversationTemplateContext;
  readonly empty: ConversationTemplateContext;
  readonly attachment: AttachmentTemplateContext;
  readonly messageActions: MessageActionsTemplateContext;
  readonly composerActions: ComposerActionsTemplateContext;
  readonly day: DayTemplateContext;
  readonly gap: GapTemplateContext;
  readonly conversation: ConversationRowTemplateContext;
  readonly member: MemberTemplateContext;
}

/** The name of a part that can be replaced. */
export type RtmTemplatePart = keyof RtmTemplateContexts;
