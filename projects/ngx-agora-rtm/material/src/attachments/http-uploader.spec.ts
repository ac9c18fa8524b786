import { XhrFactory } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { httpUploader, type HttpUploaderOptions } from './http-uploader';

declare const __karma__: { readonly config: { readonly emulatorUrl: string } };

/** As much of a request as is used, answered by a test. */
class ScriptedRequest {
  status = 0;
  responseText = '';
  withCredentials = false;
  sent: unknown = null;
  isAborted = false;
  address = '';
  readonly headers = new Map<string, string>();
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;

  open(method: string, url: string): void {
    this.address = `${method} ${url}`;
  }

  setRequestHeader(name: string, value: string): void {
    this.headers.set(name, value);
  }

  send(body: unknown): void {
    this.sent = body;
  }

  abort(): void {
    this.isAborted = true;
    this.onabort?.();
  }

  answer(status: number, body: unknown): void {
    this.status = status;
    this.responseText = typeof body === 'string' ? body : JSON.stringify(body);
    this.onload?.();
  }
}

const png = new File(['abc'], 'a.png', { type: 'image/png' });

describe('httpUploader', () => {
  let request: ScriptedRequest;

  beforeEach(() => {
    const factory = { build: () => request };
    TestBed.configureTestingModule({ providers: [{ provide: XhrFactory, useValue: factory }] });
  });

  const upload = async (file = png, options: Partial<HttpUploaderOptions> = {}) => {
    request = new ScriptedRequest();
    const uploader = TestBed.runInInjectionContext(() =>
      httpUploader({ url: 'https://files.example.com/uploads', ...options }),
    );
    const abort = new AbortController();
    const shares: number[] = [];
    const onProgress = (share: number) => shares.push(share);
    const outcome = uploader.upload(file, { signal: abort.signal, onProgress }).then(
      (ref) => ref,
      (error: unknown) => (error as Error).message,
    );
    while (request.sent === null && (await isWaiting(outcome)));
    return { uploader, outcome, abort, shares };
  };

  /** Whether a promise has not been settled, a turn from now. */
  const isWaiting = (promise: Promise<unknown>) =>
    Promise.race([promise.then(() => false), new Promise((r) => setTimeout(() => r(true)))]);

  it('posts the file as it is, and hands over what it became', async () => {
    const { outcome, shares } = await upload();
    expect(request.address).toBe('POST https://files.example.com/uploads');
    expect(request.sent).toBe(png);
    expect([...request.headers]).toEqual([['Content-Type', 'image/png']]);
    expect(request.withCredentials).toBeFalse();
    request.upload.onprogress?.({ loaded: 1, total: 4 });
    request.answer(201, { url: '/uploads/1' });
    expect(await outcome).toEqual({
      url: 'https://files.example.com/uploads/1',
      name: 'a.png',
      type: 'image/png',
      size: 3,
    });
    expect(shares).toEqual([0.25]);
  });

  it('sends the headers of the moment', async () => {
    await upload(png, { headers: () => Promise.resolve({ Authorization: 'Bearer 1' }) });
    expect(request.headers.get('Authorization')).toBe('Bearer 1');
  });

  it('believes the endpoint where it decides whether something is shown', async () => {
    const { outcome } = await upload();
    request.answer(201, { url: '/1', type: 'application/octet-stream' });
    expect(await outcome).toEqual(jasmine.objectContaining({ type: 'application/octet-stream' }));
    const pdf = new File(['x'], 'a.pdf', { type: 'application/pdf' });
    const { outcome: other } = await upload(pdf);
    request.answer(201, { url: '/1', type: 'application/octet-stream' });
    expect(await other).toEqual(jasmine.objectContaining({ type: 'application/pdf' }));
  });

  it('names the origin of the endpoint as that of the files', async () => {
    expect((await upload()).uploader.origins).toEqual(['https://files.example.com']);
    const origins = ['https://cdn.example.com'];
    expect((await upload(png, { origins })).uploader.origins).toEqual(origins);
    expect((await upload(png, { url: '/up' })).uploader.origins).toEqual([location.origin]);
  });

  for (const [status, words] of [
    [401, 'Sign in again'],
    [403, 'Sign in again'],
    [408, 'does not answer'],
    [413, 'Too large for the file store'],
    [415, 'does not take this kind'],
    [500, '(500)'],
    [507, 'full'],
  ] as const) {
    it(`says what ${status} means`, async () => {
      const { outcome } = await upload();
      request.answer(status, { error: 'for developers' });
      expect(await outcome).toContain(words);
    });
  }

  for (const answer of ['', '<html>', 'null', '[]', '{}', '{"url":7}', '{"url":"javascript:1"}']) {
    it(`does not take ${answer || 'nothing'} for an answer`, async () => {
      const { outcome } = await upload();
      request.answer(200, answer);
      expect(await outcome).toContain('could not be uploaded');
    });
  }

  it('says when nobody answers', async () => {
    const { outcome } = await upload();
    request.onerror?.();
    expect(await outcome).toContain('does not answer');
  });

  it('gives up after a minute in which nothing goes, and not before', async () => {
    const { outcome } = await upload();
    jasmine.clock().install();
    try {
      request.upload.onprogress?.({ loaded: 1, total: 4 });
      jasmine.clock().tick(59_000);
      request.upload.onprogress?.({ loaded: 2, total: 4 });
      jasmine.clock().tick(59_000);
      expect(request.isAborted).toBeFalse();
      jasmine.clock().tick(1_000);
      expect(request.isAborted).toBeTrue();
    } finally {
      jasmine.clock().uninstall();
    }
    expect(await outcome).toContain('does not answer');
  });

  it('stops when it is aborted', async () => {
    const { outcome, abort } = await upload();
    abort.abort();
    expect(request.isAborted).toBeTrue();
    expect(await outcome).toContain('could not be uploaded');
  });

  it('says when the file is gone, before it sends anything', async () => {
    const gone = new File(['x'], 'gone.png', { type: 'image/png' });
    spyOn(gone, 'slice').and.returnValue({
      arrayBuffer: () => Promise.reject(new DOMException('Gone', 'NotFoundError')),
    } as Blob);
    expect(await (await upload(gone)).outcome).toContain('cannot be read any more');
    expect(request.sent).toBeNull();
  });
});

describe('httpUploader and the emulator', () => {
  it('understand each other: what went up can be fetched, and is believed no more than its bytes', async () => {
    const url = `${__karma__.config.emulatorUrl}/uploads`;
    const uploader = TestBed.runInInjectionContext(() => httpUploader({ url }));
    const shares: number[] = [];
    const onProgress = (share: number) => shares.push(share);
    const canvas = new OffscreenCanvas(4, 4);
    canvas.getContext('2d')?.fillRect(0, 0, 4, 4);
    const picture = await canvas.convertToBlob({ type: 'image/png' });
    const file = new File([picture], 'real.png', { type: 'image/png' });
    const options = { signal: new AbortController().signal, onProgress };
    const ref = await uploader.upload(file, options);
    expect(ref.type).toBe('image/png');
    expect(shares.at(-1)).toBe(1);
    const fetched = await (await fetch(ref.url)).arrayBuffer();
    expect(new Uint8Array(fetched)).toEqual(new Uint8Array(await picture.arrayBuffer()));
    const page = new File(['<script>1</script>'], 'a.png', { type: 'image/png' });
    expect((await uploader.upload(page, options)).type).toBe('application/octet-stream');
  });
});
