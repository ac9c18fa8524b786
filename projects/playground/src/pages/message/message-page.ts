import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import {
  type MessageAbilities,
  type MessageAction,
  type MessageActionType,
  provideRtmTemplates,
  RTM_ME,
  RTM_PEOPLE,
  type RtmPeople,
  RtmMessage,
} from 'ngx-agora-rtm/material';
import { EXAMPLES } from './example-messages';

const people: RtmPeople = (userId) => ({ name: NAMES.get(userId) ?? userId });

const NAMES: ReadonlyMap<string, string> = new Map([
  ['alice', 'Alice Moreau'],
  ['bob', 'Bob Okafor'],
  ['carla', 'Carla Díaz'],
]);

/** Every state of a message. */
@Component({
  selector: 'play-message-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmMessage],
  templateUrl: './message-page.html',
  styleUrl: './message-page.scss',
  providers: [
    provideRtmTemplates(),
    { provide: RTM_PEOPLE, useValue: people },
    { provide: RTM_ME, useFactory: () => signal('alice').asReadonly() },
  ],
})
export class MessagePage {
  protected readonly examples = signal(EXAMPLES);
  protected readonly isAble = signal(true);
  protected readonly said = signal('');
  protected readonly abilities: MessageAbilities = ({ own, deleted }) => {
    if (!this.isAble() || deleted) return new Set();
    return own ? OWN : OTHERS;
  };

  protected onAble(event: Event): void {
    this.isAble.set((event.target as HTMLInputElement).checked);
  }

  protected onActed(action: MessageAction): void {
    this.said.set(`${action.type} “${action.message.id}”`);
    this.examples.update((examples) =>
      examples.map((example) =>
        example.message.id === action.message.id ? after(example, action) : example,
      ),
    );
  }
}

function after(example: (typeof EXAMPLES)[number], action: MessageAction) {
  if (action.type === 'pin') return { ...example, isPinned: action.on };
  if (action.type === 'save') return { ...example, isSaved: action.on };
  if (action.type !== 'react') return example;
  const { emoji, on } = action;
  const { message } = example;
  const rest = message.reactions.filter((each) => each.from !== 'alice' || each.emoji !== emoji);
  const reactions = [...rest, { emoji, from: 'alice', on, at: message.at, n: 1 }];
  return { ...example, message: { ...message, reactions } };
}

const OTHERS: ReadonlySet<MessageActionType> = new Set<MessageActionType>([
  'react',
  'reply',
  'open-thread',
  'copy',
  'pin',
  'save',
  'mark-unread',
]);
const OWN: ReadonlySet<MessageActionType> = new Set<MessageActionType>([
  ...OTHERS,
  'edit',
  'delete',
  'retry',
  'cancel',
]);
