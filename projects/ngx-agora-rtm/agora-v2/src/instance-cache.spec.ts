import { fate, FakeInstance, FakeSdk, settle } from './fake-sdk.spec';
import { InstanceCache } from './instance-cache';

describe('InstanceCache', () => {
  const create = (): FakeInstance => new FakeInstance('app', 'alice', undefined);

  it('is one per SDK module', () => {
    const sdk = new FakeSdk();
    expect(InstanceCache.of(sdk)).toBe(InstanceCache.of(sdk));
    expect(InstanceCache.of(sdk)).not.toBe(InstanceCache.of(new FakeSdk()));
  });

  it('lends the same instance to one after the other', async () => {
    const cache = InstanceCache.of(new FakeSdk());
    const first = await cache.lend('app', 'alice', create);
    await first?.release(Promise.resolve());
    const second = await cache.lend('app', 'alice', create);
    expect(second?.instance).toBe(first?.instance);
  });

  it('lends nothing that is in use', async () => {
    const cache = InstanceCache.of(new FakeSdk());
    await cache.lend('app', 'alice', create);
    expect(await cache.lend('app', 'alice', create)).toBeNull();
    expect(await cache.lend('app', 'bob', create)).not.toBeNull();
    expect(await cache.lend('other', 'alice', create)).not.toBeNull();
  });

  it('waits for one who is giving back, also when that fails, and then lends to one only', async () => {
    const cache = InstanceCache.of(new FakeSdk());
    const first = await cache.lend('app', 'alice', create);
    let fail!: (error: unknown) => void;
    void first?.release(new Promise<void>((_, reject) => (fail = reject)));
    const [second, third] = [
      fate(cache.lend('app', 'alice', create)),
      fate(cache.lend('app', 'alice', create)),
    ];
    await settle();
    expect(second.now).toBe('pending');
    fail(new Error('no'));
    await settle();
    expect(second.now).toEqual(jasmine.objectContaining({ instance: first?.instance }));
    expect(third.now).withContext('null').toBe('done');
  });

  it('tries again after a constructor that throws', async () => {
    const cache = InstanceCache.of(new FakeSdk());
    const throws = (): never => {
      throw new Error('no');
    };
    await expectAsync(cache.lend('app', 'alice', throws)).toBeRejected();
    expect(await cache.lend('app', 'alice', create)).not.toBeNull();
  });
});
