import { codeSpans } from './code-spans';
import type { LinkFinder } from './link-finder';
import { MarkMatcher, type Mark } from './inline-marks';
import { type MentionLabel, mentionsIn } from './text-mentions';
import type { InlineNode } from './rich-text';
import type { TextMeter } from './text-meter';

/** What is found in a text beside its formatting. */
export interface InlineOptions {
  /** Finds links. Left out: there are none. */
  readonly links?: LinkFinder | null;
  /** Who is mentioned, by each label that they may be called by. */
  readonly mentions?: readonly MentionLabel[];
}

/** Something in a line that holds no formatting of its own. */
export interface Atom {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly node: InlineNode;
}

/** Reads what stands in some lines. No formatting goes beyond the end of its line. */
export function parseInline(
  lines: readonly string[],
  options: InlineOptions,
  meter: TextMeter,
): readonly InlineNode[] {
  const nodes: InlineNode[] = [];
  lines.forEach((line, index) => {
    if (index > 0) addText(nodes, '\n');
    addLine(nodes, line, options, meter);
  });
  return nodes;
}

function addLine(
  nodes: InlineNode[],
  line: string,
  options: InlineOptions,
  meter: TextMeter,
): void {
  meter.steps += line.length;
  const atoms = atomsIn(line, options, meter).filter(() => meter.takeElement());
  const marks = new MarkMatcher(line, atoms, meter).match();
  if (atoms.length === 0 && marks.length === 0) addText(nodes, line);
  else new LineBuilder(line, atoms, marks).build(nodes);
}

/** Code, then in what is left links, then in what is left mentions: in the order of the line. */
function atomsIn(line: string, { links, mentions }: InlineOptions, meter: TextMeter): Atom[] {
  let atoms = line.includes('`') ? codeSpans(line, meter) : [];
  if (links) atoms = withMore(line, atoms, links);
  if (mentions?.length) {
    atoms = withMore(line, atoms, (text) => mentionsIn(text, mentions, meter));
  }
  return atoms;
}

/** Looks for more between those that are there. */
function withMore(
  line: string,
  atoms: readonly Atom[],
  find: (text: string) => readonly Atom[],
): Atom[] {
  const all: Atom[] = [];
  let from = 0;
  const look = (to: number) => {
    for (const { start, end, node } of from < to ? find(line.slice(from, to)) : []) {
      all.push({ start: from + start, end: from + end, node });
    }
  };
  for (const atom of atoms) {
    look(atom.start);
    all.push(atom);
    from = atom.end;
  }
  look(line.length);
  return all;
}

/** Puts a line together from what was found in it. */
class LineBuilder {
  readonly #line: string;
  readonly #atoms: readonly Atom[];
  readonly #marks: readonly Mark[];
  #nextAtom = 0;
  #nextMark = 0;

  constructor(line: string, atoms: readonly Atom[], marks: readonly Mark[]) {
    this.#line = line;
    this.#atoms = atoms;
    this.#marks = marks;
  }

  build(nodes: InlineNode[], from = 0, to = this.#line.length): void {
    let at = from;
    for (;;) {
      const atom = this.#atoms[this.#nextAtom];
      const mark = this.#marks[this.#nextMark];
      const start = Math.min(atom?.start ?? to, mark?.start ?? to, to);
      addText(nodes, this.#line.slice(at, start));
      if (start === to) return;
      if (mark?.start === start) at = this.#addMark(nodes, mark);
      else if (atom) {
        this.#nextAtom++;
        nodes.push(atom.node);
        at = atom.end;
      }
    }
  }

  #addMark(nodes: InlineNode[], { start, end, marker }: Mark): number {
    this.#nextMark++;
    const children: InlineNode[] = [];
    // As deep as there are markers: the same one is not open twice.
    this.build(children, start + marker.length, end - marker.length);
    nodes.push(
      marker === '_'
        ? { type: 'emphasis', marker, children }
        : { type: 'strong', marker, children },
    );
    return end;
  }
}

/** Adds to the text before, so that plain text is one node however many lines it has. */
function addText(nodes: InlineNode[], text: string): void {
  if (text === '') return;
  const last = nodes.at(-1);
  if (last?.type === 'text') nodes[nodes.length - 1] = { type: 'text', text: last.text + text };
  else nodes.push({ type: 'text', text });
}
