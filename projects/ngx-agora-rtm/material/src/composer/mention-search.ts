import type { RtmPeople } from '../people/rtm-people';

/** A user who can be mentioned. */
export interface MentionCandidate {
  readonly id: string;
  readonly name: string;
  /** The name and the id as they are compared. */
  readonly foldedName: string;
  readonly foldedId: string;
}

/** How many are offered. More would have to be read, and a letter more is typed faster. */
export const OFFERED = 8;

/** How many members are looked at in one go: about 5 ms when their names are read for the first time. */
export const SLICE = 4000;

/** Without case and accents, which hardly anybody writes when they look for somebody. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

export function mentionCandidate(id: string, name: string): MentionCandidate {
  return { id, name, foldedName: folded(name), foldedId: folded(id) };
}

/** How well somebody fits what was written, 0 being best; `null` for not at all. */
export function mentionRank(candidate: MentionCandidate, query: string): number | null {
  const { foldedName, foldedId } = candidate;
  if (foldedName.startsWith(query)) return 0;
  if (foldedName.includes(` ${query}`)) return 1;
  if (foldedId.startsWith(query)) return 2;
  return foldedName.includes(query) || foldedId.includes(query) ? 3 : null;
}

/** Keeps the best of those it is shown, in whatever order they come. */
export class BestMentions {
  readonly #query: string;
  readonly #ranked: { readonly candidate: MentionCandidate; readonly rank: number }[] = [];

  constructor(query: string) {
    this.#query = folded(query);
  }

  get found(): readonly MentionCandidate[] {
    return this.#ranked.map(({ candidate }) => candidate);
  }

  add(candidate: MentionCandidate): void {
    const rank = mentionRank(candidate, this.#query);
    if (rank === null) return;
    const isBefore = (other: { candidate: MentionCandidate; rank: number }) =>
      (rank - other.rank || compareCandidates(candidate, other.candidate)) < 0;
    const place = this.#ranked.findIndex(isBefore);
    if (place === -1 && this.#ranked.length >= OFFERED) return;
    this.#ranked.splice(place === -1 ? this.#ranked.length : place, 0, { candidate, rank });
    this.#ranked.length = Math.min(this.#ranked.length, OFFERED);
  }
}

/** By name; by id where names are the same, so that the order is always the same. */
function compareCandidates(one: MentionCandidate, other: MentionCandidate): number {
  return compareText(one.foldedName, other.foldedName) || compareText(one.id, other.id);
}

/** By code units: with 100,000 names, one after the rules of a language would take a second. */
function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * Searches the members of a conversation in slices, so that a channel with 100,000 of them does not stop the page. What is known
 * of a member is kept for the next letter.
 */
export class MentionSearch {
  readonly members: readonly string[];
  readonly #people: RtmPeople;
  readonly #candidates: MentionCandidate[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(members: readonly string[], people: RtmPeople) {
    this.members = members;
    this.#people = people;
  }

  /** Looks for the best. Gives up what was looked for before. @param show Called once, at once where there are few members. */
  find(query: string, show: (found: readonly MentionCandidate[]) => void): void {
    this.stop();
    const best = new BestMentions(query);
    let next = 0;
    const look = () => {
      const end = Math.min(next + SLICE, this.members.length);
      for (; next < end; next++) best.add(this.#at(next));
      if (next < this.members.length) this.#timer = setTimeout(look);
      else show(best.found);
    };
    look();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** How somebody is named in a text: with their id, where another one has the same name. */
  labelOf({ id, name }: MentionCandidate): string {
    const isShared = this.#candidates.some((other) => other.name === name && other.id !== id);
    return isShared ? `${name} (${id})` : name;
  }

  #at(index: number): MentionCandidate {
    const known = this.#candidates[index];
    if (known) return known;
    const id = this.members[index] ?? '';
    const candidate = mentionCandidate(id, this.#people(id).name);
    this.#candidates[index] = candidate;
    return candidate;
  }
}
