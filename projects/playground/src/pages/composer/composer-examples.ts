import type { ChatMessage, Quote } from 'ngx-agora-rtm/chat';
import type { RtmComposerCommands } from 'ngx-agora-rtm/material';

export const exampleNames: ReadonlyMap<string, string> = new Map([
  ['ana', 'Ana Ruiz'],
  ['bob', 'Bob Brown'],
  ['dana', 'دانا الأحمد'],
  ['li', '李小龍'],
  ['zoe', 'Zoë Nguyen'],
]);

export const exampleQuote: Quote = {
  id: 'quoted',
  from: 'dana',
  text: 'When will my order arrive? It was meant to be here on Monday, and nobody has told me anything.',
};

export const exampleMessage: ChatMessage = {
  type: 'message',
  id: 'edited',
  from: 'me',
  own: true,
  at: 0,
  isTimed: true,
  stream: null,
  n: null,
  content: { kind: 'text', text: 'It will be there tomorow.' },
  status: 'sent',
  error: null,
  edited: null,
  deleted: false,
  reactions: [],
  delivery: null,
};

/** Commands that only write into a log. */
export function exampleCommands(log: { say: (words: string) => void }): RtmComposerCommands {
  return () => ({
    commands: [
      {
        name: 'assign',
        description: 'Hand the conversation over',
        argument: 'who',
        run: ({ args, conversation }) => log.say(`Assigned ${conversation.id} to ${args}`),
      },
      {
        name: 'close',
        description: 'Close the conversation',
        run: ({ conversation }) => log.say(`Closed ${conversation.id}`),
      },
      {
        name: 'fail',
        description: 'Does not work',
        run: () => {
          throw new Error('The queue does not answer. Try again in a minute.');
        },
      },
    ],
    quickTexts: [
      { shortcut: 'hello', text: 'Hello {{customer}}, thank you for asking about {{topic}}!' },
      { shortcut: 'bye', text: 'Have a good day, {{customer}}.' },
    ],
    fill: (placeholder) => (placeholder === 'customer' ? 'Dana' : undefined),
  });
}
