import { type ChatMessage, type Delivery, type MessageContent } from 'ngx-agora-rtm/chat';

/** A message in one of the states that it can be in. */
export interface Example {
  readonly title: string;
  readonly message: ChatMessage;
  readonly delivery: Delivery;
  readonly isFirst: boolean;
  readonly replies: number;
  readonly isPinned: boolean;
  readonly isSaved: boolean;
}

const AT = Date.UTC(2026, 8, 14, 9, 30);

const text = (body: string): MessageContent => ({ kind: 'text', text: body });

const QUOTE = { id: 'q', from: 'bob', text: 'Since when is the printer on the third floor gone?' };

const failure = {
  code: 'rate-limited',
  message: 'Too many messages at a time.',
  retryable: true,
} as const;

const tooLarge = { code: 'message-too-large', message: 'Too long.', retryable: false } as const;

const example = (
  title: string,
  message: Partial<ChatMessage>,
  { status = message.status ?? 'received', ...details }: Partial<Example> & Partial<Delivery> = {},
): Example => ({
  title,
  message: {
    type: 'message',
    id: title,
    from: message.own ? 'alice' : 'bob',
    own: false,
    at: AT,
    isTimed: true,
    stream: null,
    n: null,
    content: text(title),
    status: 'received',
    error: null,
    edited: null,
    deleted: false,
    reactions: [],
    delivery: null,
    ...message,
  },
  delivery: { status, deliveredTo: [], readBy: [] },
  isFirst: true,
  replies: 0,
  isPinned: false,
  isSaved: false,
  ...details,
});

const reaction = (emoji: string, from: string) => ({ emoji, from, on: true, at: AT, n: 1 });

const own = { own: true, status: 'sent' } as const;

/** Every state of a message. */
export const EXAMPLES: readonly Example[] = [
  example('plain', { content: text('Good morning. The printer on the third floor is gone.') }),
  example(
    'next of a group',
    { content: text('And the one on the fourth is out of paper.') },
    { isFirst: false },
  ),
  example('own, read', { ...own, content: text('Thanks, we are *on it*.') }, { status: 'read' }),
  example(
    'own, next of a group',
    { ...own, content: text('Somebody is on the way.') },
    { isFirst: false, status: 'delivered' },
  ),
  example('own, sent', { ...own, content: text('Sent') }, { isFirst: false }),
  example(
    'own, sending',
    { own: true, status: 'sending', content: text('On its way') },
    { isFirst: false },
  ),
  example(
    'own, queued',
    { own: true, status: 'queued', content: text('Waiting') },
    { isFirst: false },
  ),
  example(
    'own, stored',
    { ...own, delivery: 'stored', content: text('Kept for them') },
    { isFirst: false },
  ),
  example(
    'own, failed',
    { own: true, status: 'failed', error: failure, content: text('Not sent') },
    { isFirst: false },
  ),
  example(
    'own, never sendable',
    { own: true, status: 'failed', error: tooLarge, content: text('Far too long') },
    { isFirst: false },
  ),
  example('formatted', {
    content: text(
      'See https://example.com/help and *do not* touch the _red_ button:\n- press `reset`\n- wait\n1. or call us\n> What number?\n```sh\nlpstat -p\n```',
    ),
  }),
  example('a link that pretends', {
    content: text('http://paypal.com@evil.example.com/login and http://\u0430pple.com'),
  }),
  example('mentions', {
    content: { kind: 'text', text: '@Carla Díaz can you look?', mentions: ['carla'] },
  }),
  example('emoji only', { content: text('🎉🎉👍🏽') }),
  example('a reply', { content: { kind: 'text', text: 'Since Monday.', replyTo: QUOTE } }),
  example('reactions', {
    content: text('It works again.'),
    reactions: [reaction('🎉', 'alice'), reaction('🎉', 'carla'), reaction('👍🏽', 'bob')],
  }),
  example('a thread', { content: text('What happened?') }, { replies: 3 }),
  example(
    'pinned and saved',
    { content: text('Hotline: 0800 1234') },
    { isPinned: true, isSaved: true },
  ),
  example('edited', { content: text('On the fifth floor.'), edited: { at: AT + 60_000, n: 2 } }),
  example('deleted', { deleted: true, content: text('') }),
  example('a note', { ...own, content: { kind: 'note', text: 'The customer has called before.' } }),
  example('files', {
    content: {
      kind: 'file',
      text: 'The log',
      files: [
        { url: 'https://example.com/a.log', name: 'printer.log', type: 'text/plain', size: 20_480 },
      ],
    },
  }),
  example('system', { content: { kind: 'system', text: 'Alice took this conversation' } }),
  example('unsupported', { content: { kind: 'unsupported', alt: null } }),
  example('binary', { content: { kind: 'binary', bytes: 1_234 } }),
  example('right to left', {
    from: 'נועה',
    content: text('שלום, *המדפסת* בקומה 3 נעלמה. See https://example.com'),
  }),
  example('a long word', { content: text('Donaudampfschifffahrtsgesellschaftskapitän'.repeat(6)) }),
  example('zalgo', { content: text(`Z${'\u0310\u0352\u035b'.repeat(40)}algo`) }),
];
