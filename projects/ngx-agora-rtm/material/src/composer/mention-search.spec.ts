import fc from 'fast-check';
import {
  BestMentions,
  mentionCandidate,
  type MentionCandidate,
  mentionRank,
  MentionSearch,
  OFFERED,
  SLICE,
} from './mention-search';

describe('mention search', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'á', ' ', 'A'), maxLength: 5 });
  const candidates = fc
    .uniqueArray(fc.tuple(letters, fc.string({ maxLength: 4 })), {
      selector: ([, id]) => id,
      maxLength: 40,
    })
    .map((people) => people.map(([name, id]) => mentionCandidate(id, name)));

  function best(people: readonly MentionCandidate[], query: string): readonly MentionCandidate[] {
    const found = new BestMentions(query);
    for (const person of people) found.add(person);
    return found.found;
  }

  it('puts who begins with it before who has it in a later name, in the id, or anywhere', () => {
    const people = [
      mentionCandidate('1', 'Joana'),
      mentionCandidate('anabel', 'Bel'),
      mentionCandidate('2', 'Ruiz Ana'),
      mentionCandidate('3', 'Ána'),
      mentionCandidate('4', 'Zoe'),
    ];
    expect(best(people, 'ANA').map(({ id }) => id)).toEqual(['3', '2', 'anabel', '1']);
  });

  it('finds the same as sorting everybody would, in whatever order they come', () => {
    fc.assert(
      fc.property(candidates, letters, (people, query) => {
        const found = best(people, query);
        const ranks = found.map((one) => mentionRank(one, mentionCandidate('', query).foldedName));
        expect(ranks).not.toContain(null);
        expect(ranks).toEqual(ranks.toSorted());
        expect(best(people.toReversed(), query)).toEqual(found);
        // Who is not among them fits no better than the last of them.
        const all = people
          .map((one) => mentionRank(one, mentionCandidate('', query).foldedName))
          .filter((rank) => rank !== null)
          .toSorted();
        expect(ranks).toEqual(all.slice(0, OFFERED));
      }),
    );
  });

  describe('among many', () => {
    beforeEach(() => jasmine.clock().install());
    afterEach(() => jasmine.clock().uninstall());

    const members = Array.from({ length: 3 * SLICE }, (_, i) => `user${i}`);
    const newSearch = (asked: string[] = []) =>
      new MentionSearch(members, (id) => {
        asked.push(id);
        return { name: id };
      });

    it('goes through them in slices, and asks for each name once', () => {
      const asked: string[] = [];
      const search = newSearch(asked);
      const found: string[][] = [];
      const find = (query: string) => {
        search.find(query, (people) => found.push(people.map(({ id }) => id)));
        const soFar = asked.length;
        jasmine.clock().tick(1000);
        return soFar;
      };
      expect(find('user11999')).toBe(SLICE);
      expect(found).toEqual([['user11999']]);
      find('user11998');
      expect(asked.length).toBe(members.length);
      expect(found[1]).toEqual(['user11998']);
    });

    it('gives up what is not looked for any more', () => {
      const search = newSearch();
      const found: string[] = [];
      search.find('user1', () => found.push('user1'));
      search.find('user2', () => found.push('user2'));
      jasmine.clock().tick(1000);
      expect(found).toEqual(['user2']);
      search.find('user3', () => found.push('user3'));
      search.stop();
      jasmine.clock().tick(1000);
      expect(found).toEqual(['user2']);
    });
  });

  it('names people of one name with their ids', () => {
    const search = new MentionSearch(['a', 'b', 'c'], (id) => ({ name: id === 'c' ? 'C' : 'Ana' }));
    const labels: string[] = [];
    search.find('', (found) => labels.push(...found.map((one) => search.labelOf(one))));
    expect(labels).toEqual(['Ana (a)', 'Ana (b)', 'C']);
  });
});
