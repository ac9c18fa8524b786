import { englishWords } from '../intl/rtm-words';
import { deliveryAs, messageOf, ownMessage } from './message-examples.spec';
import { messageLabel, type MessageLabelParts } from './message-label';

const parts: MessageLabelParts = {
  words: englishWords(),
  person: (userId) => ({ name: userId.toUpperCase() }),
  time: () => '9:30',
  delivery: deliveryAs('received'),
};

describe('messageLabel', () => {
  it('says who, when and what', () => {
    expect(spoken(messageLabel(messageOf(), parts))).toBe('BOB, 9:30, Hello');
  });

  it('says whose messages the own ones are, and how far they have come', () => {
    const label = messageLabel(ownMessage(), { ...parts, delivery: deliveryAs('read') });
    expect(spoken(label)).toBe('You, 9:30, Hello, Read');
  });

  it('says what it answers, and what belongs to it', () => {
    const file = { url: '', name: 'a.pdf', type: '', size: 1 };
    const message = messageOf({
      content: {
        kind: 'file',
        text: '*See* `this`',
        files: [file, { ...file, name: 'b.pdf' }],
        replyTo: { id: 'q', from: 'ana', text: 'Where?' },
      },
      edited: { at: 0, n: 1 },
      reactions: [
        { emoji: '👍', from: 'ana', on: true, at: 0, n: 1 },
        { emoji: '👍', from: 'eve', on: false, at: 0, n: 1 },
      ],
    });
    expect(spoken(messageLabel(message, { ...parts, replies: 2 }))).toBe(
      'BOB, 9:30, answers ANA: Where?, See this, 2 files: a.pdf and b.pdf, Edited, 1 reaction, 2 replies',
    );
  });

  it('says that a message is a note, and that one is gone', () => {
    const note = messageOf({ content: { kind: 'note', text: 'x' } });
    expect(spoken(messageLabel(note, parts))).toBe('BOB, 9:30, Note for colleagues, x');
    const deleted = messageOf({ deleted: true, edited: { at: 0, n: 1 } });
    expect(spoken(messageLabel(deleted, parts))).toBe('BOB, 9:30, Message deleted');
  });

  it('comes to an end', () => {
    const label = messageLabel(
      messageOf({ content: { kind: 'text', text: `${'a'.repeat(999)}😀${'b'.repeat(9_000)}` } }),
      parts,
    );
    expect(spoken(label)).toBe(`BOB, 9:30, ${'a'.repeat(999)}…`);
  });

  it('keeps a name from turning the sentence around', () => {
    const person = () => ({ name: 'Bob\u202E' });
    expect(messageLabel(messageOf(), { ...parts, person })).toBe(
      '\u2068Bob\u2069, 9:30, \u2068Hello\u2069',
    );
  });
});

/** Without the marks that isolate. */
function spoken(label: string): string {
  return label.replace(/[\u2068\u2069]/g, '');
}
