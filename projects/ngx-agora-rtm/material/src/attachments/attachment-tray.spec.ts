import type { FileRef } from 'ngx-agora-rtm/chat';
import { AttachmentTray } from './attachment-tray';
import { ScriptedUploader } from 'ngx-agora-rtm/material/testing';
import { STALL_MS } from './upload';

const png = (name: string, bytes = 3) =>
  new File([new Uint8Array(bytes)], name, { type: 'image/png' });
const measure = () => Promise.resolve({ width: 40, height: 30 });

/** Lets promises that are through have their say. */
const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

const statesOf = (tray: AttachmentTray) =>
  tray.items().map(({ file, status }) => `${file.name} ${status}`);

describe('AttachmentTray', () => {
  let uploader: ScriptedUploader;
  let tray: AttachmentTray;

  beforeEach(() => {
    uploader = new ScriptedUploader();
    tray = new AttachmentTray(uploader, { measure });
  });

  /** The message that a promise rejects with. */
  const messageOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'It resolved',
      (error: unknown) => (error as Error).message,
    );

  it('begins at once, three at a time and in order', async () => {
    tray.add(['a', 'b', 'c', 'd', 'e'].map((name) => png(name)));
    expect(uploader.running).toEqual(['a', 'b', 'c']);
    uploader.finish('b');
    await settled();
    expect(uploader.running).toEqual(['a', 'c', 'd']);
    uploader.fail('a', 'Full.');
    await settled();
    expect(uploader.running).toEqual(['c', 'd', 'e']);
  });

  it('tells of progress that only grows, and of no nonsense', () => {
    tray.add([png('a')]);
    const told = [0.25, 0.1, NaN, 0.5, 7].map((share) => {
      uploader.progress('a', share);
      return tray.items()[0]?.progress;
    });
    expect(told).toEqual([0.25, 0.25, 0.25, 0.5, 1]);
  });

  it('hands over what the uploader says, with the measures of the browser', async () => {
    tray.add([png('a'), png('b')]);
    const taken = tray.take();
    uploader.finish('b', { width: 7 });
    uploader.finish('a');
    expect(await taken).toEqual([
      { ...uploader.refOf('a'), width: 40, height: 30 },
      { ...uploader.refOf('b'), width: 7, height: 30 },
    ]);
  });

  it('does without the measures where there are none', async () => {
    tray = new AttachmentTray(uploader, { measure: () => Promise.reject(new Error('No codec')) });
    tray.add([png('a')]);
    uploader.finish('a');
    expect(await tray.take()).toEqual([uploader.refOf('a')]);
  });

  it('stops the upload of what is taken out, and gives its turn to the next', async () => {
    tray.add(['a', 'b', 'c', 'd'].map((name) => png(name)));
    tray.remove(tray.items()[1]?.id ?? '');
    expect(uploader.aborted).toEqual(['b']);
    expect(uploader.running).toEqual(['a', 'c', 'd']);
    expect(statesOf(tray)).toEqual(['a uploading', 'c uploading', 'd uploading']);
  });

  it('does not wait for an uploader that is deaf to the signal', async () => {
    uploader.isDeaf = true;
    tray.add(['a', 'b', 'c', 'd'].map((name) => png(name)));
    tray.remove(tray.items()[0]?.id ?? '');
    await settled();
    expect(uploader.started).toEqual(['a', 'b', 'c', 'd']);
    uploader.finish('a');
    await settled();
    expect(statesOf(tray)).toEqual(['b uploading', 'c uploading', 'd uploading']);
  });

  it('says what went wrong in the words of the uploader, and tries again when asked', async () => {
    tray.add([png('a')]);
    uploader.fail('a', 'The store is full. Ask for more room.');
    await settled();
    const [failed] = tray.items();
    expect(failed?.problem).toBe('The store is full. Ask for more room.');
    tray.retry(failed?.id ?? '');
    expect(tray.items()[0]).toEqual(
      jasmine.objectContaining({ status: 'uploading', progress: 0, problem: null }),
    );
    uploader.finish('a');
    await settled();
    expect(statesOf(tray)).toEqual(['a done']);
  });

  it('has words of its own for an uploader that has none, or throws at once', async () => {
    tray.add([png('a')]);
    uploader.fail('a', ' ');
    uploader.throwsAtOnce = true;
    tray.add([png('b')]);
    await settled();
    expect(tray.items().map(({ problem }) => problem)).toEqual([
      'It could not be uploaded. Try again, or remove it.',
      'Broken.',
    ]);
  });

  it('gives up an upload that stands still, not one that is slow', async () => {
    jasmine.clock().install();
    try {
      tray.add([png('a')]);
      for (let minute = 1; minute <= 20; minute++) {
        jasmine.clock().tick(60_000);
        uploader.progress('a', minute / 100);
      }
      await settled();
      expect(statesOf(tray)).toEqual(['a uploading']);
      jasmine.clock().tick(STALL_MS);
      await settled();
      expect(tray.items()[0]?.problem).toContain('stands still');
      expect(uploader.aborted).toEqual(['a']);
    } finally {
      jasmine.clock().uninstall();
    }
  });

  it('gives up an upload that stands still, also where the uploader is deaf', async () => {
    jasmine.clock().install();
    try {
      uploader.isDeaf = true;
      tray.add([png('a')]);
      jasmine.clock().tick(STALL_MS);
      await settled();
      expect(statesOf(tray)).toEqual(['a failed']);
    } finally {
      jasmine.clock().uninstall();
    }
  });

  it('hears nothing of an upload that has failed while the file is uploaded again', async () => {
    const told: ((share: number) => void)[] = [];
    spyOn(uploader, 'upload').and.callFake((_, { onProgress }) => {
      told.push(onProgress);
      return told.length === 1 ? Promise.reject(new Error('Full.')) : new Promise(() => undefined);
    });
    tray.add([png('a')]);
    await settled();
    tray.retry(tray.items()[0]?.id ?? '');
    told[0]?.(0.9);
    expect(tray.items()[0]?.progress).toBe(0);
  });

  it('leaves no timer behind', async () => {
    let timers = 0;
    const clock = {
      now: () => 0,
      after: () => {
        timers++;
        return () => timers--;
      },
    };
    tray = new AttachmentTray(uploader, { measure, clock });
    tray.add([png('a'), png('b'), png('c')]);
    expect(timers).toBe(3);
    uploader.progress('a', 0.5);
    uploader.finish('a');
    uploader.fail('b', 'Full.');
    tray.remove(tray.items()[2]?.id ?? '');
    await settled();
    expect(timers).toBe(0);
  });

  describe('refuses before anything is uploaded, and says what to do', () => {
    it('what is too large', () => {
      uploader.maxBytes = 1_000_000;
      tray.add([png('a', 1_000_001), png('b', 1_000_000)]);
      expect(statesOf(tray)).toEqual(['a refused', 'b uploading']);
      expect(tray.items()[0]?.problem).toBe(
        'Too large: 1 MB, and at most 1 MB can be sent. Make it smaller, or share a link.',
      );
      expect(uploader.started).toEqual(['b']);
    });

    it('what is of another type', () => {
      uploader.types = ['image/*', 'application/pdf', '.csv'];
      const files = [
        new File(['x'], 'a.png', { type: 'image/png' }),
        new File(['x'], 'b.pdf', { type: 'application/pdf' }),
        new File(['x'], 'C.CSV', { type: '' }),
        new File(['x'], 'd.exe', { type: 'application/x-msdownload' }),
        new File(['x'], 'image', { type: 'imagery/png' }),
      ];
      tray.add(files);
      expect(tray.items().map(({ status }) => status)).toEqual([
        'uploading',
        'uploading',
        'uploading',
        'refused',
        'refused',
      ]);
      expect(tray.items()[3]?.problem).toContain('image/*');
    });

    it('what is too many, until there is room', async () => {
      uploader.maxFiles = 2;
      tray.add(['a', 'b', 'c'].map((name) => png(name)));
      expect(statesOf(tray)).toEqual(['a uploading', 'b uploading', 'c refused']);
      expect(tray.count()).toBe(2);
      const taken = tray.take();
      expect(statesOf(tray)).toEqual(['c uploading']);
      uploader.finish('a');
      uploader.finish('b');
      expect((await taken).map(({ name }) => name)).toEqual(['a', 'b']);
    });

    it('more than a message holds, whatever the uploader says', () => {
      uploader.maxFiles = 100;
      tray.add(Array.from({ length: 11 }, (_, n) => png(`${n}`)));
      expect(tray.items().filter(({ status }) => status === 'refused').length).toBe(1);
    });

    it('and sends the message without it', async () => {
      uploader.maxBytes = 5;
      tray.add([png('large', 6), png('small')]);
      uploader.finish('small');
      expect((await tray.take()).length).toBe(1);
      expect(statesOf(tray)).toEqual(['large refused']);
    });
  });

  describe('take', () => {
    it('gives nothing from an empty tray', async () => {
      expect(await tray.take()).toEqual([]);
    });

    it('empties the tray at once, and waits until all are up', async () => {
      tray.add([png('a'), png('b')]);
      uploader.finish('a');
      await settled();
      const taken = tray.take();
      expect(tray.items()).toEqual([]);
      let isThrough = false;
      void taken.then(() => (isThrough = true));
      await settled();
      expect(isThrough).toBeFalse();
      uploader.finish('b');
      expect((await taken).map(({ name }) => name)).toEqual(['a', 'b']);
    });

    it('keeps messages apart, and brings the earlier one up first', async () => {
      uploader.maxFiles = 10;
      tray.add(['a', 'b', 'c', 'd'].map((name) => png(name)));
      const first = tray.take();
      tray.add([png('e')]);
      const second = tray.take();
      for (const name of ['a', 'b', 'c']) uploader.finish(name);
      await settled();
      expect(uploader.running).toEqual(['d', 'e']);
      uploader.finish('e');
      expect((await second).map(({ name }) => name)).toEqual(['e']);
      uploader.finish('d');
      expect((await first).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
    });

    it('gives everything back when one cannot be sent, before what came since', async () => {
      tray.add(['a', 'b', 'c'].map((name) => png(name)));
      const taken = messageOf(tray.take());
      tray.add([png('new')]);
      uploader.finish('a');
      await settled();
      uploader.fail('b', 'Full.');
      expect(await taken).toBe(
        '\u2068b\u2069 cannot be sent as it is. Try again or remove it, then send.',
      );
      expect(statesOf(tray)).toEqual(['a done', 'b failed', 'c uploading', 'new uploading']);

      tray.retry(tray.items()[1]?.id ?? '');
      const again = tray.take();
      for (const name of ['b', 'c', 'new']) uploader.finish(name);
      expect((await again).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'new']);
    });

    it('takes nothing while a failed file lies there', async () => {
      tray.add([png('a'), png('b')]);
      uploader.fail('a', 'Full.');
      await settled();
      expect(tray.problem()).toContain('a\u2069 cannot be sent');
      expect(tray.problem()).toBe(await messageOf(tray.take()));
      expect(statesOf(tray)).toEqual(['a failed', 'b uploading']);
      tray.remove(tray.items()[0]?.id ?? '');
      expect(tray.problem()).toBeNull();
    });

    it('takes nothing while those that came back are too many beside new ones', async () => {
      uploader.maxFiles = 2;
      tray.add([png('a'), png('b')]);
      const taken = messageOf(tray.take());
      tray.add([png('c'), png('d')]);
      uploader.fail('b', 'Full.');
      await taken;
      const [, failed] = tray.items();
      // Examined anew, and there is no room for it.
      tray.retry(failed?.id ?? '');
      expect(statesOf(tray)).toEqual(['a uploading', 'b refused', 'c uploading', 'd uploading']);
      expect(await messageOf(tray.take())).toContain('At most 2 files');
      tray.remove(tray.items()[3]?.id ?? '');
      expect(tray.problem()).toBeNull();
    });

    it('fails where the address is too long for a message', async () => {
      tray.add([png('a')]);
      const taken = messageOf(tray.take());
      uploader.finish('a', { url: `https://files.example.com/${'x'.repeat(2048)}` });
      expect(await taken).toContain('cannot be sent');
      expect(tray.items()[0]?.problem).toContain('too long');
    });

    it('shortens a name that no message holds, and keeps its end', async () => {
      tray.add([png(`${'😀'.repeat(200)}.tar.gz`)]);
      uploader.finish(uploader.running[0] ?? '', { url: 'https://files.example.com/1' });
      const [file] = await tray.take();
      expect(file?.name.length).toBeLessThanOrEqual(255);
      expect(file?.name.endsWith('….gz')).toBeTrue();
      expect(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/.test(file?.name ?? '')).toBeFalse();
    });
  });

  describe('destroy', () => {
    it('stops what is under way, but not what was taken', async () => {
      tray.add([png('a')]);
      const taken = tray.take();
      tray.add([png('b')]);
      tray.destroy();
      expect(uploader.aborted).toEqual(['b']);
      expect(tray.items()).toEqual([]);
      uploader.finish('a');
      expect((await taken).length).toBe(1);
    });

    it('stops the rest of what was taken once one of it cannot be sent', async () => {
      tray.add([png('a'), png('b')]);
      const taken = messageOf(tray.take());
      tray.destroy();
      uploader.fail('a', 'Full.');
      expect(await taken).toContain('cannot be sent');
      expect(uploader.aborted).toEqual(['b']);
      expect(tray.items()).toEqual([]);
    });

    it('lets nothing begin any more', () => {
      tray.destroy();
      tray.add([png('a')]);
      expect(uploader.started).toEqual([]);
    });
  });

  it('cannot cross with the tray of another conversation that the user turns to', async () => {
    const other = new AttachmentTray(uploader, { measure });
    tray.add([png('for alice')]);
    const toAlice = tray.take();
    other.add([png('for bob')]);
    const toBob = other.take();
    uploader.finish('for bob');
    uploader.finish('for alice');
    const names = async (files: Promise<readonly FileRef[]>) =>
      (await files).map(({ name }) => name);
    expect(await names(toAlice)).toEqual(['for alice']);
    expect(await names(toBob)).toEqual(['for bob']);
  });
});
