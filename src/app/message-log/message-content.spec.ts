import { TestBed } from '@angular/core/testing';
import type { ChatMessage, FileRef } from 'ngx-agora-rtm/chat';
import { WORDS } from '../words';
import { excerptOf, shownMessage } from './message-content';
import { messageFrom } from './message-testing.spec';

describe('shownMessage', () => {
  const shown = (changes: Partial<ChatMessage>) =>
    shownMessage(messageFrom({ id: 'a', ...changes }), TestBed.inject(WORDS));
  const file = (changes: Partial<FileRef> = {}): FileRef => ({
    url: 'https://files.example/a.png',
    name: 'a.png',
    type: 'image/png',
    size: 1_234_567,
    ...changes,
  });
  const files = (...refs: FileRef[]) => shown({ content: { kind: 'file', text: '', files: refs } });

  it('shows what was written, and what it answers', () => {
    const replyTo = { id: 'x', from: 'carol', text: 'why?' };
    const found = shown({ content: { kind: 'text', text: 'because', replyTo } });
    expect(found).toEqual({ text: 'because', placeholder: null, files: [], quote: replyTo });
  });

  it('shows nothing of what was taken back', () => {
    const found = shown({ deleted: true, content: { kind: 'text', text: 'secret' } });
    expect([found.text, found.placeholder]).toEqual([null, 'Message deleted']);
  });

  it('shows files as links, with a size that people can read', () => {
    const [link] = files(file()).files;
    expect(link).toEqual({ name: 'a.png', href: 'https://files.example/a.png', size: '1.2 MB' });
    expect(files(file({ size: 0 })).files[0]?.size).toBe('0 byte');
    expect(files(file({ size: 999 })).files[0]?.size).toBe('999 byte');
    expect(files(file({ size: 1000 })).files[0]?.size).toBe('1 kB');
    expect(files(file({ size: 5e18 })).files[0]?.size).toBe('5,000,000 TB');
  });

  for (const url of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://a.example/1',
    'file:///etc/passwd',
    '/relative',
    'not an address',
    '',
  ]) {
    it(`leads nobody to ${JSON.stringify(url)}`, () => {
      expect(files(file({ url })).files[0]?.href).toBeNull();
    });
  }

  it('has words for what it cannot show', () => {
    expect(shown({ content: { kind: 'binary', bytes: 3 } }).placeholder).toBe(
      '3 bytes that are no text',
    );
    expect(shown({ content: { kind: 'unsupported', alt: null } }).placeholder).toBe(
      'A kind of message that this desk cannot show yet.',
    );
    expect(shown({ content: { kind: 'unsupported', alt: 'A poll: tea?' } }).text).toBe(
      'A poll: tea?',
    );
  });

  it('puts a message in one line', () => {
    const words = TestBed.inject(WORDS);
    const content = { kind: 'file', text: '', files: [file(), file({ name: 'b' })] } as const;
    expect(excerptOf(messageFrom({ id: 'a', content }), words)).toBe('a.png, b');
    expect(excerptOf(messageFrom({ id: 'hello' }), words)).toBe('hello');
  });
});
