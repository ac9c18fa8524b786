import { RtmError } from './rtm-error';
import { bounded } from './bounded-call';

/** Lets everything run that waits for no timer. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

/** What has become of a promise so far: `pending`, or the code of its error. */
function fate(promise: Promise<unknown>): { readonly now: unknown } {
  const state: { now: unknown } = { now: 'pending' };
  promise.then(
    () => (state.now = 'done'),
    (error: unknown) => (state.now = (error as RtmError).code),
  );
  return state;
}

describe('bounded', () => {
  const onTimeout = (): RtmError =>
    new RtmError({ code: 'timeout', operation: 'join', message: 'x' });

  beforeEach(() => jasmine.clock().install());
  afterEach(() => jasmine.clock().uninstall());

  it('passes an answer and a rejection through', async () => {
    expect(await bounded(() => Promise.resolve(5), { ms: 10, onTimeout })).toBe(5);
    const error = new Error('no');
    await expectAsync(bounded(() => Promise.reject(error), { ms: 10, onTimeout })).toBeRejectedWith(
      error,
    );
  });

  it('takes a call that throws for one that rejects', async () => {
    const throws = (): Promise<never> => {
      throw new TypeError('no');
    };
    await expectAsync(bounded(throws, { ms: 10, onTimeout })).toBeRejectedWithError(TypeError);
  });

  it('ends after its time, and swallows what comes later', async () => {
    let fail!: (error: unknown) => void;
    const late = new Promise<void>((_, reject) => (fail = reject));
    const wait = fate(bounded(() => late, { ms: 10, onTimeout }));
    jasmine.clock().tick(10);
    await settle();
    expect(wait.now).toBe('timeout');
    fail(new Error('late'));
    await settle();
    expect(wait.now).toBe('timeout');
  });

  it('ends with its signal', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const wait = fate(bounded(() => new Promise(() => undefined), { ms: 10, onTimeout, signal }));
    controller.abort(new RtmError({ code: 'cancelled', operation: 'join', message: 'x' }));
    await settle();
    expect(wait.now).toBe('cancelled');
  });

  it('leaves nothing on its signal, which lives longer', async () => {
    const { signal } = new AbortController();
    const [add, remove] = [spyOn(signal, 'addEventListener'), spyOn(signal, 'removeEventListener')];
    await bounded(() => Promise.resolve(5), { ms: 10, onTimeout, signal });
    expect(add.calls.count()).toBe(1);
    expect(remove.calls.allArgs()).toEqual(add.calls.allArgs());
  });

  it('does not call when its signal came first', async () => {
    const call = jasmine.createSpy('call').and.resolveTo(5);
    const signal = AbortSignal.abort(new Error('before'));
    await expectAsync(bounded(call, { ms: 10, onTimeout, signal })).toBeRejectedWithError('before');
    expect(call).not.toHaveBeenCalled();
  });
});
