import * as fc from 'fast-check';
import { findLinks } from './linkify-finder';
import { messageText } from './message-text';
import { type BlockNode, type InlineNode, type RichText, visibleText } from './rich-text';
import { MAX_ELEMENTS, TextMeter } from './text-meter';

const mentions = [
  { userId: 'ana', label: 'Ana' },
  { userId: 'ruiz', label: 'Ana Ruiz' },
];
const all = { links: findLinks, mentions };

describe('messageText', () => {
  it('leaves a text without formatting as it is', () => {
    for (const text of [
      '',
      'Hello',
      'Hello. How are you?',
      'a - b',
      'one\ntwo\n\nthree',
      '3.5 * 2 = 7',
    ]) {
      expect(messageText(text, { links: findLinks }))
        .withContext(text)
        .toBeNull();
    }
  });

  it('reads bold and italic, one in the other', () => {
    expect(inline('*a* **b** _c_')).toEqual([
      bold('a', '*'),
      plain(' '),
      bold('b'),
      plain(' '),
      italic('c'),
    ]);
    expect(inline('**a _b_ c**')).toEqual([
      { type: 'strong', marker: '**', children: [plain('a '), italic('b'), plain(' c')] },
    ]);
  });

  it('leaves markers alone that mean something else', () => {
    for (const text of [
      'snake_case_name',
      '2*3*4',
      '__init__',
      '***',
      '****a****',
      'a * b *',
      '*a',
      'a_',
      '_a*',
      '*a\nb*',
      '*a*b',
      'a*b*',
      '*a *',
      'x * a*',
      ':_(',
    ]) {
      expect(messageText(text)).withContext(text).toBeNull();
    }
  });

  it('takes the nearer of two markers, and gives up what a pair cuts through', () => {
    expect(inline('*a *b*')).toEqual([plain('*a '), bold('b', '*')]);
    expect(inline('*a _b* c_')).toEqual([bold('a _b', '*'), plain(' c_')]);
  });

  it('reads bold in a language without spaces', () => {
    expect(inline('这是**重点**内容')).toEqual([plain('这是'), bold('重点'), plain('内容')]);
  });

  it('reads code as it is written', () => {
    expect(inline('a `*b* http://a.com` c')).toEqual([
      plain('a '),
      { type: 'code', marker: '`', text: '*b* http://a.com' },
      plain(' c'),
    ]);
    expect(inline('``a`b``')).toEqual([{ type: 'code', marker: '``', text: 'a`b' }]);
    expect(inline('`a``b`')).toEqual([{ type: 'code', marker: '`', text: 'a``b' }]);
    expect(messageText('a ` b')).toBeNull();
    expect(messageText('a `` b `')).toBeNull();
  });

  it('reads a block of code, up to the line that ends it', () => {
    expect(messageText('a\n```ts\n*b*\n> c\n```\nd', all)).toEqual([
      paragraph(plain('a')),
      { type: 'code-block', open: '```ts', close: '```', lines: ['*b*', '> c'] },
      paragraph(plain('d')),
    ]);
    expect(messageText('```\na\n```b\n``` ')).toEqual([
      { type: 'code-block', open: '```', close: '``` ', lines: ['a', '```b'] },
    ]);
    expect(messageText('```\na')).toBeNull();
  });

  it('reads lists with the numbers that were written', () => {
    expect(messageText('- a\n- b\n7. c\nd')).toEqual([
      { type: 'list', items: [item('- ', null, 'a'), item('- ', null, 'b')] },
      { type: 'list', items: [item('7. ', 7, 'c')] },
      paragraph(plain('d')),
    ]);
    expect(messageText('007. James')).toBeNull();
    expect(messageText('- a\n007. b')?.[1]).toEqual(paragraph(plain('007. b')));
  });

  it('reads quotes line by line, one deep', () => {
    expect(messageText('> a\n>> b\nc')).toEqual([
      { type: 'quote', markers: ['> ', '>'], children: [plain('a\n> b')] },
      paragraph(plain('c')),
    ]);
  });

  it('finds links of the web and of mail, and no others', () => {
    expect(inline('see example.com.')).toEqual([
      plain('see '),
      { type: 'link', text: 'example.com', href: 'https://example.com/', realHost: null },
      plain('.'),
    ]);
    expect(inline('a@b.com')).toEqual([
      { type: 'link', text: 'a@b.com', href: 'mailto:a@b.com', realHost: null },
    ]);
    for (const text of [
      'ftp://a.com',
      'file:///etc/x.y',
      'javascript://a%0Aalert(1)',
      'data:text/html,a',
    ]) {
      expect(linksOf(messageText(text, all)).every(({ href }) => href.startsWith('https://')))
        .withContext(text)
        .toBeTrue();
    }
  });

  it('leaves the formatting around a link outside of it', () => {
    expect(inline('**https://a.com/b_c**')).toEqual([
      {
        type: 'strong',
        marker: '**',
        children: [
          { type: 'link', text: 'https://a.com/b_c', href: 'https://a.com/b_c', realHost: null },
        ],
      },
    ]);
  });

  it('says where a link leads that says something else', () => {
    const hosts = {
      'http://\u0430pple.com': 'xn--pple-43d.com',
      'http://paypal.com@evil.com/': 'evil.com',
      'https://EXAMPLE.com': null,
      'http://2130706433/': '127.0.0.1',
      'http://a.com@a.com/': 'a.com',
      'mailto:a@b.com': null,
      'http://paypal.com.evil.com': null,
    };
    for (const [text, host] of Object.entries(hosts)) {
      expect(linksOf(messageText(text, all)).map(({ realHost }) => realHost))
        .withContext(text)
        .toEqual([host]);
    }
  });

  it('makes no link of an address with something invisible in it', () => {
    for (const hidden of ['\u202e', '\u200b', '\u00ad', '\u2066', '\u0000']) {
      const links = linksOf(messageText(`http://a.com/${hidden}gnp.exe`, all));
      expect(links.every(({ text }) => !text.includes(hidden)))
        .withContext(JSON.stringify(hidden))
        .toBeTrue();
    }
  });

  it('finds those who are mentioned, by the longest label', () => {
    expect(inline('@Ana Ruiz, @Ana! x@Ana @Anabel')).toEqual([
      { type: 'mention', text: '@Ana Ruiz', userId: 'ruiz' },
      plain(', '),
      { type: 'mention', text: '@Ana', userId: 'ana' },
      plain('! x@Ana @Anabel'),
    ]);
    expect(messageText('@Ana')).toBeNull();
  });

  it('loses nothing of any text but what marks it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const rich = messageText(text, all);
        if (rich) expect(written(rich)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('shows nothing that was not written, but for the signs of a list', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const rich = (messageText(text, all) ?? []).filter(({ type }) => type !== 'list');
        expect(isWithin(visibleText(rich), text)).toBeTrue();
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes no more than a few looks at each character, whatever it is', () => {
    for (const unit of HOSTILE) {
      for (const length of [8_192, 32_768]) {
        const text = unit.repeat(Math.ceil(length / unit.length));
        const meter = new TextMeter();
        const rich = messageText(text, all, meter);
        expect(meter.steps)
          .withContext(JSON.stringify(unit))
          .toBeLessThanOrEqual(6 * text.length);
        expect(elementsOf(rich))
          .withContext(JSON.stringify(unit))
          .toBeLessThanOrEqual(MAX_ELEMENTS + 4);
        if (rich) expect(written(rich)).toBe(text);
      }
    }
  });
});

const HOSTILE = [
  ...[
    '*',
    '**',
    '***',
    '_',
    '>',
    '`',
    '``',
    '```',
    '```\n',
    '```a\n',
    '[',
    '(',
    '\n',
    '@',
    '.',
    '-',
    '1.',
    '<',
  ],
  ...[
    '*a ',
    ' *a',
    '*a* ',
    '**a**',
    '_a ',
    '_a_ ',
    '*_',
    '*_a',
    '`a`',
    '` ``',
    '``` ` ',
    '> \n',
    '>\n\n',
    '> a\nb\n',
  ],
  ...[
    '- a\n',
    '1. a\n',
    '- a\n1. b\n',
    '@Ana ',
    '@Ana',
    ' @',
    'a.b',
    'a.com ',
    'http://',
    'http://a(',
    'a@',
    'mailto:',
    '\u202e',
    '\ud800',
  ],
];

const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.constantFrom(
        ' ',
        'a',
        'B',
        '1',
        '中',
        '😀',
        '\r',
        '\u2028',
        '@Ana Ruiz',
        'https://a.com/b_c',
        '```ts\n',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''));

/** Puts the markers back. */
function written(rich: RichText): string {
  return rich.map(writtenBlock).join('\n');
}

function writtenBlock(block: BlockNode): string {
  switch (block.type) {
    case 'paragraph':
      return writtenInline(block.children);
    case 'quote':
      return writtenInline(block.children)
        .split('\n')
        .map((line, index) => `${block.markers[index] ?? '?'}${line}`)
        .join('\n');
    case 'list':
      return block.items.map((each) => each.marker + writtenInline(each.children)).join('\n');
    case 'code-block':
      // A block without a line has nothing between the two that are around it.
      return [block.open, ...block.lines, block.close].join('\n');
  }
}

function writtenInline(nodes: readonly InlineNode[]): string {
  return nodes
    .map((node) => {
      const inner = 'children' in node ? writtenInline(node.children) : node.text;
      return 'marker' in node ? node.marker + inner + node.marker : inner;
    })
    .join('');
}

/** Whether all of `part` stands in `whole`, in the same order. */
function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const unit of whole) if (part.startsWith(unit, at)) at += unit.length;
  return at === part.length;
}

function elementsOf(rich: RichText | null): number {
  const count = (nodes: readonly InlineNode[]): number =>
    nodes.reduce((sum, node) => {
      if (node.type === 'text') return sum;
      return sum + 1 + ('children' in node ? count(node.children) : 0);
    }, 0);
  return (rich ?? []).reduce((sum, block) => {
    if (block.type === 'code-block') return sum + 2;
    if (block.type === 'list') {
      return sum + 1 + block.items.reduce((items, { children }) => items + 1 + count(children), 0);
    }
    return sum + 1 + count(block.children);
  }, 0);
}

function linksOf(rich: RichText | null) {
  const found: Extract<InlineNode, { type: 'link' }>[] = [];
  const look = (nodes: readonly InlineNode[]) => {
    for (const node of nodes) {
      if (node.type === 'link') found.push(node);
      else if ('children' in node) look(node.children);
    }
  };
  for (const block of rich ?? []) if ('children' in block) look(block.children);
  return found;
}

function inline(text: string): readonly InlineNode[] {
  const [block, other] = messageText(text, all) ?? [];
  if (block?.type !== 'paragraph' || other) throw new Error('expected one paragraph');
  return block.children;
}

const plain = (text: string) => ({ type: 'text', text }) as const;
const bold = (text: string, marker = '**') =>
  ({ type: 'strong', marker, children: [plain(text)] }) as const;
const italic = (text: string) =>
  ({ type: 'emphasis', marker: '_', children: [plain(text)] }) as const;
const paragraph = (...children: InlineNode[]) => ({ type: 'paragraph', children }) as const;
const item = (marker: string, number: number | null, text: string) => ({
  marker,
  number,
  children: [plain(text)],
});
