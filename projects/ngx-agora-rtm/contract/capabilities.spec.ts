import { nameProblem, utf8Bytes } from 'ngx-agora-rtm/client';
import { describeContract, textOf } from './stage.spec';

describeContract('capabilities', ({ stage, can }) => {
  it('are the same for every client, before and after a login', async () => {
    const alice = stage().client();
    const before = JSON.stringify(alice.capabilities);
    await stage().logIn(alice, stage().id('alice'));
    expect(JSON.stringify(alice.capabilities)).toBe(before);
    expect(JSON.stringify(stage().client().capabilities)).toBe(before);
  });

  it('have numbers that a budget can be made of', () => {
    const { maxChannels, maxMessageBytes, sendRate, onlineStatus, invitations } = can;
    const numbers = [
      maxChannels,
      maxMessageBytes,
      ...[sendRate, attributes, onlineStatus, invitations].flatMap((limits): unknown[] =>
        Object.values(limits ?? {}),
      ),
    ].filter((value) => typeof value === 'number');
    for (const value of numbers) expect(value).toBeGreaterThan(0);
  });

  const { attributes } = can;
  if (attributes)
    it('allow a value as large as they say among the attributes of a user', () => {
      const { maxValueBytes, maxNameBytes, maxUserBytes, maxChannelBytes } = attributes;
      expect(maxNameBytes + maxValueBytes).toBeLessThanOrEqual(
        Math.min(maxUserBytes, maxChannelBytes),
      );
    });

  it('have names that this suite can use', () => {
    expect(nameProblem(stage().id('lobby'), can.userIds)).toBeNull();
    expect(nameProblem(stage().id('lobby'), can.channelIds)).toBeNull();
    for (const bytes of [1, 4, 7, 1000]) expect(utf8Bytes(textOf(bytes))).toBe(bytes);
  });
});
