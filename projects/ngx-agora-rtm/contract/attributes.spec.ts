import {
  type AttributeOwner,
  type AttributesEvent,
  nameProblem,
  type RtmClient,
} from 'ngx-agora-rtm/client';
import { codeOf, describeContract, heard, isComplete, next, patiently, textOf } from './stage.spec';

describeContract('attributes', ({ stage, can }) => {
  const limits = can.attributes;
  const lobby = (): AttributeOwner => ({ type: 'channel', id: stage().id('lobby') });
  const user = (word: string): AttributeOwner => ({ type: 'user', id: stage().id(word) });

  if (!limits) {
    it('are unsupported, logged in or not, and never change', async () => {
      const alice = await stage().login('alice');
      for (const { attributes } of [alice, stage().client()]) {
        expect(await codeOf(attributes.get(lobby()))).toBe('unsupported');
        expect(await codeOf(attributes.set(lobby(), new Map([['a', 'x']])))).toBe('unsupported');
        expect(await codeOf(attributes.remove(lobby()))).toBe('unsupported');
        expect(isComplete(attributes.changes$)).toBeTrue();
      }
    });
    return;
  }

  const set = (client: RtmClient, owner: AttributeOwner, values: Record<string, string>) =>
    patiently(() => client.attributes.set(owner, new Map(Object.entries(values))));
  const remove = (client: RtmClient, owner: AttributeOwner, names?: readonly string[]) =>
    patiently(() => client.attributes.remove(owner, names));
  const get = async (
    client: RtmClient,
    owner: AttributeOwner,
    names?: readonly string[],
  ): Promise<Record<string, string>> => {
    const found = await patiently(() => client.attributes.get(owner, names));
    const values = [...found].map(([name, { value }]) => [name, value] as const);
    return Object.fromEntries(values.sort());
  };
  /** The owners that a user can write to. */
  const owners = () => [user('alice'), lobby()];

  it('are none at first', async () => {
    const alice = await stage().login('alice');
    for (const owner of [...owners(), user('nobody')]) expect(await get(alice, owner)).toEqual({});
  });

  it('are read by everybody, all or some, of users and of channels that nobody has joined', async () => {
    const [alice, bob] = [await stage().login('alice'), await stage().login('bob')];
    for (const owner of owners()) {
      await set(alice, owner, { a: 'one', b: 'two 👋', c: 'three' });
      expect(await get(bob, owner)).toEqual({ a: 'one', b: 'two 👋', c: 'three' });
      expect(await get(bob, owner, ['b', 'missing'])).toEqual({ b: 'two 👋' });
      expect(await get(bob, owner, [])).toEqual({});
    }
  });

  it('are added to those that exist, which get new values where they have the same name', async () => {
    const alice = await stage().login('alice');
    for (const owner of owners()) {
      await set(alice, owner, { a: '1', b: '2' });
      await set(alice, owner, { b: '3', c: '4' });
      await set(alice, owner, {});
      expect(await get(alice, owner)).toEqual({ a: '1', b: '3', c: '4' });
    }
  });

  it('are removed by name, whether they exist or not, or all', async () => {
    const alice = await stage().login('alice');
    for (const owner of owners()) {
      await set(alice, owner, { a: '1', b: '2', c: '3' });
      await remove(alice, owner, []);
      expect(Object.keys(await get(alice, owner))).toEqual(['a', 'b', 'c']);
      await remove(alice, owner, ['a', 'missing']);
      await remove(alice, owner, ['missing']);
      expect(Object.keys(await get(alice, owner))).toEqual(['b', 'c']);
      await remove(alice, owner);
      await remove(alice, owner);
      expect(await get(alice, owner)).toEqual({});
    }
  });

  it('are known apart by owner, a user from a channel of the same name', async () => {
    const alice = await stage().login('alice');
    const sameName: AttributeOwner = { type: 'channel', id: stage().id('alice') };
    await set(alice, user('alice'), { a: 'of the user' });
    await set(alice, sameName, { a: 'of the channel' });
    expect(await get(alice, user('alice'))).toEqual({ a: 'of the user' });
    expect(await get(alice, sameName)).toEqual({ a: 'of the channel' });
  });

  it('of a channel say who wrote them and when, where the backend tells', async () => {
    const [alice, bob] = [await stage().login('alice'), await stage().login('bob')];
    await set(alice, lobby(), { a: '1', b: '2' });
    await set(bob, lobby(), { b: '3' });
    const found = await alice.attributes.get(lobby());
    const authors = [...found].map(([name, { updatedBy }]) => [name, updatedBy]).sort();
    const [byAlice, byBob] = [stage().id('alice'), stage().id('bob')];
    expect([
      JSON.stringify([
        ['a', byAlice],
        ['b', byBob],
      ]),
      JSON.stringify([
        ['a', null],
        ['b', null],
      ]),
    ]).toContain(JSON.stringify(authors));
    for (const { updatedAt } of found.values()) {
      if (updatedAt !== null) expect(Math.abs(updatedAt - Date.now())).toBeLessThan(60_000);
    }
  });

  it('of another user are not to be changed', async () => {
    const [alice, bob] = [await stage().login('alice'), await stage().login('bob')];
    await set(bob, user('bob'), { a: 'mine' });
    const values = new Map([['a', 'yours']]);
    expect(await codeOf(alice.attributes.set(user('bob'), values))).toBe('invalid-argument');
    expect(await codeOf(alice.attributes.remove(user('bob')))).toBe('invalid-argument');
    expect(await get(alice, user('bob'))).toEqual({ a: 'mine' });
  });

  it('may have names that mean something in JavaScript', async () => {
    const alice = await stage().login('alice');
    const rules = { maxBytes: limits.maxNameBytes, forbidden: /(?!)/, ...limits.nameRules };
    const names = ['constructor', 'toString', '__proto__', 'a b', 'ü😀', '.'];
    const legal = names.filter((name) => nameProblem(name, rules) === null);
    const values = new Map(legal.map((name) => [name, `value of ${name}`] as const));
    await alice.attributes.set(lobby(), values);
    const found = await alice.attributes.get(lobby());
    expect([...found].map(([name, { value }]) => [name, value]).sort()).toEqual(
      [...values].map((entry) => [...entry]).sort(),
    );
    for (const name of names.filter((each) => !legal.includes(each))) {
      const values = new Map([[name, 'x']]);
      expect(await codeOf(alice.attributes.set(lobby(), values))).toBe('invalid-argument');
    }
  });

  it('may have names and values as long as the backend says, to the byte of UTF-8', async () => {
    const alice = await stage().login('alice');
    const { maxNameBytes, maxValueBytes } = limits;
    for (const owner of owners()) {
      await set(alice, owner, { [longName(0, maxNameBytes)]: 'x' });
      await remove(alice, owner);
      await set(alice, owner, { a: textOf(maxValueBytes) });
      const { a } = await get(alice, owner);
      expect(a === textOf(maxValueBytes)).toBeTrue();
      const tooLong = [{ [longName(0, maxNameBytes + 1)]: 'x' }, { a: textOf(maxValueBytes + 1) }];
      for (const values of tooLong) {
        expect(await codeOf(set(alice, owner, values))).toBe('limit-exceeded');
      }
    }
  });

  it('are as many as the backend says, at once and one after the other', async () => {
    const alice = await stage().login('alice');
    const some = (first: number, count: number): Record<string, string> =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${first + i}`, 'x']));
    const { maxAttributes } = limits;
    for (const owner of owners()) {
      expect(await codeOf(set(alice, owner, some(0, maxAttributes + 1)))).toBe('limit-exceeded');
      await set(alice, owner, some(0, maxAttributes));
      expect(await codeOf(set(alice, owner, some(maxAttributes, 1)))).toBe('limit-exceeded');
      await set(alice, owner, { a0: 'new value' });
      expect(Object.keys(await get(alice, owner)).length).toBe(maxAttributes);
    }
  });

  it('take as much room together as the backend says, at once and one after the other', async () => {
    const alice = await stage().login('alice');
    for (const owner of owners()) {
      const max = owner.type === 'user' ? limits.maxUserBytes : limits.maxChannelBytes;
      const full = filling(max, limits.maxValueBytes);
      await set(alice, owner, full);
      expect(await get(alice, owner)).toEqual(full);
      const tooMuch = filling(max + limits.maxValueBytes, limits.maxValueBytes);
      expect(await codeOf(set(alice, owner, tooMuch))).toBe('limit-exceeded');
      const more = { more: 'x'.repeat(limits.maxValueBytes) };
      expect(await codeOf(set(alice, owner, more))).toBe('limit-exceeded');
    }
  });

  it('are refused when they are none, and nothing of them is set', async () => {
    const alice = await stage().login('alice');
    const bad: readonly (readonly [unknown, unknown])[] = [
      ['', 'x'],
      ['b', ''],
      ['b', 5],
      ['b', null],
      [5, 'x'],
    ];
    for (const entry of bad) {
      const values = new Map([['a', 'x'], entry as [string, string]]);
      expect(await codeOf(alice.attributes.set(lobby(), values))).toBe('invalid-argument');
    }
    expect(await get(alice, lobby())).toEqual({});
  });

  it('need an owner with a legal name, and a login', async () => {
    const { attributes } = stage().client();
    const values = new Map([['a', 'x']]);
    const codesFor = (owner: AttributeOwner): Promise<string[]> =>
      Promise.all(
        [attributes.get(owner), attributes.set(owner, values), attributes.remove(owner)].map(
          (call: Promise<unknown>) => codeOf(call),
        ),
      );
    const all = (code: string): string[] => [code, code, code];
    expect(await codesFor({ type: 'user', id: '' })).toEqual(all('invalid-user-id'));
    expect(await codesFor({ type: 'channel', id: 'a/b' })).toEqual(all('invalid-channel-id'));
    expect(await codesFor({ type: 'peer' as 'user', id: 'a' })).toEqual(all('invalid-argument'));
    expect(await codesFor(lobby())).toEqual(all('not-logged-in'));
  });

  it('of a joined channel are told whenever they change, all of them, also by oneself', async () => {
    const [alice, bob] = [
      await stage().member('alice', 'lobby'),
      await stage().member('bob', 'lobby'),
    ];
    const steps: readonly (readonly [() => Promise<void>, Record<string, string>])[] = [
      [() => set(bob, lobby(), { a: '1' }), { a: '1' }],
      [() => set(alice, lobby(), { b: '2' }), { a: '1', b: '2' }],
      [() => set(bob, lobby(), { a: '3' }), { a: '3', b: '2' }],
      [() => remove(bob, lobby(), ['a']), { b: '2' }],
      [() => remove(alice, lobby()), {}],
    ];
    for (const [change, expected] of steps) {
      const told = [alice, bob].map(({ attributes }) =>
        next(attributes.changes$, (event) => sameValues(event, expected)),
      );
      await change();
      for (const { channelId } of await Promise.all(told)) expect(channelId).toBe(lobby().id);
    }
  });

  it('are not told of channels that are not joined, or are left', async () => {
    const bob = await stage().member('bob', 'lobby');
    const alice = await stage().member('alice', 'lobby');
    await alice.leave(lobby().id);
    const told = heard(alice.attributes.changes$);
    const atBob = next(bob.attributes.changes$, (event) => sameValues(event, { a: '1' }));
    await set(bob, lobby(), { a: '1' });
    await atBob;
    const end = next(alice.messages$);
    await bob.sendToPeer(stage().id('alice'), 'end');
    await end;
    expect(told).toEqual([]);
  });
});

function longName(n: number, bytes: number): string {
  return `n${n}`.padEnd(bytes, 'x');
}

/** Attributes whose names and values take so many bytes together. */
function filling(bytes: number, maxValueBytes: number): Record<string, string> {
  const values: Record<string, string> = {};
  for (let n = 0, left = bytes; left > 0; n++) {
    const room = left - 2;
    // A value must not be empty, so what is left for a next one has to be enough for its name and a bit.
    const length = room > maxValueBytes ? Math.min(maxValueBytes, room - 10) : room;
    values[`n${n}`] = 'x'.repeat(length);
    left = room - length;
  }
  return values;
}

function sameValues({ attributes }: AttributesEvent, expected: Record<string, string>): boolean {
  const values = [...attributes].map(([name, { value }]) => [name, value]).sort();
  return JSON.stringify(values) === JSON.stringify(Object.entries(expected).sort());
}
