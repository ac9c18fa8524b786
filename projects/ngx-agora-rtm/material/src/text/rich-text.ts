/** A run of text within a line. */
export type InlineNode =
  | { readonly type: 'text'; readonly text: string }
  /** Between two equal markers: `*` or `**`. */
  | { readonly type: 'strong'; readonly marker: string; readonly children: readonly InlineNode[] }
  | { readonly type: 'emphasis'; readonly marker: '_'; readonly children: readonly InlineNode[] }
  /** Between two runs of backticks of the same length. */
  | { readonly type: 'code'; readonly marker: string; readonly text: string }
  | LinkNode
  | { readonly type: 'mention'; readonly text: string; readonly userId: string };

/** An address in a text. */
export interface LinkNode {
  readonly type: 'link';
  readonly text: string;
  /** Absolute, and `http`, `https` or `mailto`: nothing else becomes a link. */
  readonly href: string;
  /** Where it leads, when the text says something else: letters of another script, or a user name that looks like a host. */
  readonly realHost: string | null;
}

/** An item of a list. */
export interface ListItem {
  readonly marker: string;
  /** `null` in a list without numbers. */
  readonly number: number | null;
  readonly children: readonly InlineNode[];
}

/** One or more whole lines. Lines inside a block are kept apart by `\n`. */
export type BlockNode =
  | { readonly type: 'paragraph'; readonly children: readonly InlineNode[] }
  /** With the marker of each line. */
  | {
      readonly type: 'quote';
      readonly markers: readonly string[];
      readonly children: readonly InlineNode[];
    }
  | { readonly type: 'list'; readonly items: readonly ListItem[] }
  /** With the lines around it: what the first one says behind its backticks is the language. */
  | {
      readonly type: 'code-block';
      readonly open: string;
      readonly close: string;
      readonly lines: readonly string[];
    };

/** A text with its formatting: plain data, from which elements are built. Nothing in it is markup. */
export type RichText = readonly BlockNode[];

/** What is seen of a text: everything but the markers. */
export function visibleText(rich: RichText): string {
  return rich.map(visibleBlock).join('\n');
}

function visibleBlock(block: BlockNode): string {
  switch (block.type) {
    case 'paragraph':
    case 'quote':
      return visibleInline(block.children);
    case 'list':
      return block.items
        .map(
          ({ number, children }) =>
            `${number ?? '•'}${number === null ? '' : '.'} ${visibleInline(children)}`,
        )
        .join('\n');
    case 'code-block':
      return block.lines.join('\n');
  }
}

function visibleInline(nodes: readonly InlineNode[]): string {
  return nodes
    .map((node) => ('children' in node ? visibleInline(node.children) : node.text))
    .join('');
}
