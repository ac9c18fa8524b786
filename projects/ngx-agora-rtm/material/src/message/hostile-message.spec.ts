import { ApplicationRef, provideZonelessChangeDetection, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { ChatMessage, Delivery } from 'ngx-agora-rtm/chat';
import { HOSTILE_PAYLOADS } from '../../hostile/hostile-payloads';
import { provideRtmPeople } from '../people/rtm-people';
import { RtmLinks } from '../text/rtm-links';
import { RtmMessage } from './rtm-message';

/** What a message may consist of. The files are of `rtm-attachments`. */
const ELEMENTS =
  'rtm-avatar img div bdi time span rtm-icon svg title path button rtm-text p blockquote ul ol li pre code strong em a rtm-reactions rtm-attachments rtm-message-details'.split(
    ' ',
  );
const ATTRIBUTES =
  /^(?:_ng(?:content|host)-.*|aria-(?:hidden|label|pressed|disabled)|role|class|title|tabindex|type)$/;
const OWN_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  'rtm-avatar': ['style'],
  'rtm-text': ['ngskiphydration'],
  svg: ['viewBox', 'focusable'],
  path: ['d'],
  img: ['src', 'alt', 'loading', 'referrerpolicy'],
  a: ['href', 'target', 'rel', 'dir'],
  li: ['value'],
  ...Object.fromEntries(
    'div span p blockquote ul ol pre'.split(' ').map((name) => [name, ['dir']]),
  ),
};

describe('A message of somebody hostile', () => {
  let fixture: ComponentFixture<RtmMessage>;
  const name = signal('Bob');

  beforeEach(async () => {
    name.set('Bob');
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideRtmPeople(() => (userId) => ({ name: userId === 'bob' ? name() : userId })),
      ],
    });
    // Links have to be found from the first text on.
    TestBed.inject(RtmLinks).load();
    await TestBed.inject(ApplicationRef).whenStable();
    expect(TestBed.inject(RtmLinks).finder()).not.toBeNull();
    fixture = TestBed.createComponent(RtmMessage);
    fixture.componentRef.setInput('delivery', SENT);
    fixture.componentRef.setInput('replies', 2);
    fixture.componentRef.setInput('isPinned', true);
  });

  afterEach(() => {
    expect('hostile' in window).toBeFalse();
  });

  it('is tried with at least 300 texts', () => {
    expect(HOSTILE_PAYLOADS.length).toBeGreaterThanOrEqual(300);
  });

  const fields: Readonly<Record<string, (text: string) => Partial<ChatMessage>>> = {
    text: (text) => ({ content: { kind: 'text', text } }),
    'text of a note': (text) => ({ content: { kind: 'note', text, mentions: [text] } }),
    'text of a system message': (text) => ({ content: { kind: 'system', text } }),
    'text in the place of an unknown kind': (alt) => ({ content: { kind: 'unsupported', alt } }),
    quote: (text) => ({
      content: { kind: 'text', text: 'x', replyTo: { id: text, from: text, text } },
    }),
    reaction: (text) => ({
      reactions: [{ emoji: text, from: text, on: true, at: 0, n: 1 }],
    }),
    'user id': (from) => ({ from }),
    file: (text) => ({
      content: { kind: 'file', text, files: [{ url: text, name: text, type: text, size: 1 }] },
    }),
    error: (message) => ({
      own: true,
      status: 'failed',
      error: { code: 'unknown', message, retryable: false },
    }),
  };

  for (const [field, messageWith] of Object.entries(fields)) {
    it(`shows what is in its ${field} as text only`, () => {
      for (const payload of HOSTILE_PAYLOADS) {
        const message = { ...MESSAGE, ...messageWith(payload) };
        fixture.componentRef.setInput('message', message);
        fixture.componentRef.setInput('delivery', { ...SENT, status: message.status });
        fixture.detectChanges();
        expectHarmless(fixture.nativeElement as HTMLElement, payload);
      }
    });
  }

  it('shows the name of its sender as text only', () => {
    fixture.componentRef.setInput('message', MESSAGE);
    for (const payload of HOSTILE_PAYLOADS) {
      name.set(payload);
      fixture.detectChanges();
      const host = fixture.nativeElement as HTMLElement;
      expectHarmless(host, payload);
      expect(host.querySelector('.head .name')?.textContent).toBe(payload);
    }
  });

  it('loses nothing of a text that is no formatting', () => {
    for (const payload of HOSTILE_PAYLOADS.filter((text) => !/[*_`>@\n]|^- /.test(text))) {
      fixture.componentRef.setInput('message', {
        ...MESSAGE,
        content: { kind: 'text', text: payload },
      });
      fixture.detectChanges();
      const text = (fixture.nativeElement as HTMLElement).querySelector('.text:not(:empty)');
      for (const host of text?.querySelectorAll('.host') ?? []) host.remove();
      expect(text?.textContent ?? '').toBe(payload);
    }
  });
});

function expectHarmless(host: HTMLElement, payload: string): void {
  const problems = [...host.querySelectorAll('*')].flatMap(problemsOf);
  if (problems.length > 0) fail(`${JSON.stringify(payload.slice(0, 100))}: ${problems.join(', ')}`);
}

function problemsOf(element: Element): readonly string[] {
  const name = element.localName;
  // Built elsewhere, and checked there.
  if (element.parentElement?.closest('rtm-attachments')) return [];
  const problems = ELEMENTS.includes(name) ? [] : [`<${name}>`];
  for (const attribute of element.getAttributeNames()) {
    if (ATTRIBUTES.test(attribute) || OWN_ATTRIBUTES[name]?.includes(attribute)) continue;
    problems.push(`${name} ${attribute}`);
  }
  if (element instanceof HTMLAnchorElement) problems.push(...problemsOfLink(element));
  return problems;
}

function problemsOfLink({ protocol, target, rel, title, href }: HTMLAnchorElement): string[] {
  return [
    ...(/^(?:https?|mailto):$/.test(protocol) ? [] : [`link to ${protocol}`]),
    ...(target === '_blank' && rel === 'noopener noreferrer' ? [] : ['link with an opener']),
    ...(title === href ? [] : [`link to ${href} that says ${title}`]),
  ];
}

const SENT: Delivery = { status: 'sent', deliveredTo: [], readBy: [] };

const MESSAGE: ChatMessage = {
  type: 'message',
  id: 'm',
  from: 'bob',
  own: false,
  at: 0,
  isTimed: true,
  stream: null,
  n: null,
  content: { kind: 'text', text: 'x' },
  status: 'received',
  error: null,
  edited: { at: 0, n: 1 },
  deleted: false,
  reactions: [],
  delivery: null,
};
