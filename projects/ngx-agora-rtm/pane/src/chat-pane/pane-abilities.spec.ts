import type { ChatMessage } from 'ngx-agora-rtm/chat';
import { abilitiesOf } from './pane-abilities';

const message: ChatMessage = {
  type: 'message',
  id: 'm1',
  from: 'bob',
  own: false,
  at: 1_000,
  isTimed: true,
  stream: 's',
  n: 1,
  content: { kind: 'text', text: 'Hello' },
  status: 'received',
  error: null,
  edited: null,
  deleted: false,
  reactions: [],
  delivery: null,
};
const own = { ...message, own: true, from: 'alice', status: 'sent' } as const;
const rules = { now: 2_000, editWindow: 5_000, isPlainText: false, isInThread: false };
const can = (of: ChatMessage, changes: Partial<typeof rules> = {}): string[] =>
  [...abilitiesOf(of, { ...rules, ...changes })].sort();

describe('abilitiesOf', () => {
  it('lets a reader answer and mark what others wrote, but not change it', () => {
    expect(can(message)).toEqual(
      ['copy', 'mark-unread', 'open-thread', 'pin', 'react', 'reply', 'save', 'show-quoted'].sort(),
    );
  });

  it('lets a writer change their own message, for as long as the option says', () => {
    expect(can(own)).toContain('edit');
    expect(can(own)).toContain('delete');
    expect(can(own, { now: 6_000 })).toContain('edit');
    expect(can(own, { now: 6_001 })).not.toContain('edit');
    expect(can(own, { now: 6_001 })).not.toContain('delete');
  });

  it('lets nobody edit what is no text', () => {
    const files = { ...own, content: { kind: 'file', files: [], text: '' } } as const;
    expect(can(files)).not.toContain('edit');
    expect(can(files)).toContain('delete');
  });

  it('offers for an unsent message what helps it', () => {
    expect(can({ ...own, status: 'failed' })).toEqual(['cancel', 'copy', 'retry']);
    expect(can({ ...own, status: 'queued' })).toEqual(['cancel', 'copy']);
    expect(can({ ...own, status: 'sending' })).toEqual(['copy']);
  });

  it('offers nothing for what is gone, and nothing that plain text cannot say', () => {
    expect(can({ ...message, deleted: true })).toEqual([]);
    expect(can(message, { isPlainText: true })).toEqual(['copy', 'mark-unread', 'save']);
  });

  it('begins no thread inside a thread', () => {
    expect(can(message, { isInThread: true })).not.toContain('open-thread');
    expect(can(message, { isInThread: true })).not.toContain('reply');
  });
});
