import type { FileRef } from 'ngx-agora-rtm/chat';
import { Grammar } from '../intl/grammar';
import { exampleMessage } from './example-messages.spec';
import { messagePreview } from './message-preview';
import { englishPreviewWords } from './preview-words';

describe('messagePreview', () => {
  const words = englishPreviewWords(new Grammar('en'));
  const file = (type: string): FileRef => ({
    url: 'https://x.test/a',
    name: 'a.bin',
    type,
    size: 1,
  });
  const ofFiles = (...types: string[]) =>
    messagePreview(
      exampleMessage('ana', { kind: 'file', text: '', files: types.map(file) }),
      words,
    );

  it('is one line, however many the message has', () => {
    expect(messagePreview(exampleMessage('ana', ' one\n\ttwo  three '), words)).toBe(
      'one two three',
    );
  });

  it('is short, and cuts no character in two', () => {
    const preview = messagePreview(exampleMessage('ana', `a${'😀'.repeat(20_000)}`), words);
    expect(preview.length).toBeLessThanOrEqual(161);
    // Fails with half of a pair of surrogates.
    expect(() => encodeURIComponent(preview)).not.toThrow();
    expect(preview).toMatch(/…$/);
  });

  it('says what a message without text is', () => {
    expect(ofFiles('image/png')).toBe('Picture');
    expect(ofFiles('video/mp4')).toBe('Video');
    expect(ofFiles('audio/ogg')).toBe('Voice message');
    expect(ofFiles('application/pdf')).toBe('a.bin');
    expect(ofFiles('image/png', 'image/png')).toBe('2 files');
    expect(messagePreview(exampleMessage('ana', { kind: 'binary', bytes: 3 }), words)).toBe('Data');
  });

  it('shows the text that goes with files', () => {
    const content = { kind: 'file', text: 'Here you are', files: [file('image/png')] } as const;
    expect(messagePreview(exampleMessage('ana', content), words)).toBe('Here you are');
  });

  it('shows nothing of a deleted message', () => {
    const deleted = exampleMessage('ana', 'secret', { deleted: true });
    expect(messagePreview(deleted, words)).toBe('Message deleted');
  });

  it('shows what the sender offers in place of what is not known here', () => {
    const poll = exampleMessage('ana', { kind: 'unsupported', alt: 'A poll' });
    const blank = exampleMessage('ana', { kind: 'unsupported', alt: null });
    expect(messagePreview(poll, words)).toBe('A poll');
    expect(messagePreview(blank, words)).toBe('Message that cannot be shown here');
  });
});
