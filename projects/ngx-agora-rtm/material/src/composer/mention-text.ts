/** A user as a text names them: behind an `@`. */
export interface MentionLabel {
  readonly id: string;
  readonly label: string;
}

/** What is being written behind an `@`. */
export interface MentionQuery {
  /** Where the `@` stands. */
  readonly start: number;
  readonly query: string;
}

/** What has been written of a name, where the caret is behind an `@`; else `null`. A name may have spaces in it. */
export function mentionQuery(text: string, caret: number): MentionQuery | null {
  const nearby = text.slice(Math.max(0, caret - MAX_LABEL), caret);
  const at = nearby.lastIndexOf('@');
  if (at === -1) return null;
  const start = caret - nearby.length + at;
  const query = nearby.slice(at + 1);
  if (!beginsMention(text, start) || /^\s|\n|\s\s/.test(query)) return null;
  return { start, query };
}

/**
 * Who is named in a text, each once, in the order in which they are.
 *
 * @param picked Those whom the user picked from a list: they count where others have the same name.
 * @param members All others who can be named, each by their name and by their id.
 */
export function mentionsIn(
  text: string,
  picked: Iterable<MentionLabel>,
  members: () => Iterable<MentionLabel>,
): readonly string[] {
  const places = mentionPlaces(text);
  if (places.length === 0) return [];
  const labels = labelTable(members());
  for (const { id, label } of picked) labels.set(label, id);
  const found = new Set<string>();
  for (const place of places) {
    const id = idAt(text, place + 1, labels);
    if (id !== null) found.add(id);
  }
  return [...found];
}

/** Ids by label; `null` for a label that several have. */
function labelTable(members: Iterable<MentionLabel>): Map<string, string | null> {
  const labels = new Map<string, string | null>();
  for (const { id, label } of members) {
    const other = labels.get(label);
    labels.set(label, other === undefined || other === id ? id : null);
  }
  return labels;
}

/** The user whose label stands here: the longest of them, so that "Ana Ruiz" is not "Ana". */
function idAt(text: string, start: number, labels: ReadonlyMap<string, string | null>) {
  for (let end = Math.min(text.length, start + MAX_LABEL); end > start; end--) {
    if (isWord(text.slice(end, end + 2), 'start')) continue;
    const id = labels.get(text.slice(start, end));
    if (id !== undefined) return id;
  }
  return null;
}

function mentionPlaces(text: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (beginsMention(text, at)) places.push(at);
  }
  return places;
}

/** Whether an `@` is not one in the middle of a word, as that of an address of mail. */
function beginsMention(text: string, at: number): boolean {
  return !isWord(text.slice(Math.max(0, at - 2), at), 'end');
}

function isWord(characters: string, side: 'start' | 'end'): boolean {
  return (side === 'start' ? /^[\p{L}\p{N}\p{M}_]/u : /[\p{L}\p{N}\p{M}_]$/u).test(characters);
}

/** Longest label, in UTF-16 units: a name and behind it a user id, which has at most 64. */
const MAX_LABEL = 160;
