import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newClient, runEmulator } from '../testing/fixtures.ts';

describe('event listeners', () => {
  it('on, once and off exist and never fire; addEventListener does', async (test) => {
    await runEmulator(test);
    const { client, heard } = newClient(test, 'alice');
    const dead = () => assert.fail('fired');
    assert.equal(client.on('linkState', dead), client);
    assert.equal(client.once('linkState', dead), client);
    assert.equal(client.listenerCount('linkState'), 2);
    client.off('linkState', dead);
    assert.equal(client.emit('linkState', {}), true);
    await client.login();
    assert.equal(heard.links.entries.length, 2);
    assert.equal('addListener' in client, false);
    assert.equal('removeListener' in client, false);
  });

  it('one that throws keeps the event from later ones, and stops nothing else', async (test) => {
    await runEmulator(test);
    test.mock.method(console, 'error', () => undefined);
    const { client, heard } = newClient(test, 'alice');
    client.addEventListener('linkState', () => {
      throw new Error('from a listener');
    });
    let after = 0;
    client.addEventListener('linkState', () => after++);
    await client.login();
    assert.equal(after, 0);
    assert.equal(heard.links.entries.length, 2, 'earlier ones hear everything');
  });

  it('of on() hear what the application emits, and nothing else', async (test) => {
    await runEmulator(test);
    const { client, heard } = newClient(test, 'alice');
    const said: unknown[] = [];
    client.on('linkState', (...args: unknown[]) => said.push(...args));
    assert.equal(client.emit('linkState', 1, 2), true);
    await client.login();
    assert.deepEqual(said, [1, 2]);
    assert.equal(heard.links.entries.length, 2);
  });

  it('one added twice runs twice, and removing it once leaves one', async (test) => {
    await runEmulator(test);
    const { client } = newClient(test, 'alice');
    let runs = 0;
    const listener = () => runs++;
    client.addEventListener('linkState', listener);
    client.addEventListener('linkState', listener);
    await client.login();
    assert.equal(runs, 4);
    client.removeEventListener('linkState', listener);
    await client.logout();
    assert.equal(runs, 5);
  });

  it('removeAllListeners and off leave those of addEventListener alone', async (test) => {
    await runEmulator(test);
    const { client } = newClient(test, 'alice');
    let runs = 0;
    const listener = () => runs++;
    client.addEventListener('linkState', listener);
    client.removeAllListeners();
    client.off('linkState', listener);
    await client.login();
    assert.equal(runs, 2);
  });

  it('must be functions; unknown events are accepted', (test) => {
    const { client } = newClient(test, 'alice');
    assert.throws(() => client.addEventListener('message', 'text' as never), {
      name: 'TypeError',
      message: 'The "listener" argument must be of type Function. Received type string',
    });
    client.addEventListener('status' as 'message', () => undefined);
  });
});

describe('stream channels', () => {
  it('fail with the code of a service that is not there', (test) => {
    const { client } = newClient(test, 'alice');
    assert.throws(() => client.createStreamChannel(''), { code: -10008 });
    assert.throws(() => client.createStreamChannel('c'), { code: -10022 });
  });
});
