import { measureMedia } from './media-measures';

/** A picture that the browser has drawn itself. */
async function drawn(width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.fillRect(0, 0, width, height);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Half a second of silence, 8-bit at 8 kHz. */
function silence(): Blob {
  const samples = 4_000;
  const header = new DataView(new ArrayBuffer(44));
  const text = (at: number, word: string) =>
    Array.from(word, (letter, n) => header.setUint8(at + n, letter.charCodeAt(0)));
  text(0, 'RIFF');
  header.setUint32(4, 36 + samples, true);
  text(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, 8_000, true);
  header.setUint32(28, 8_000, true);
  header.setUint16(32, 1, true);
  header.setUint16(34, 8, true);
  text(36, 'data');
  header.setUint32(40, samples, true);
  return new Blob([header, new Uint8Array(samples).fill(128)], { type: 'audio/wav' });
}

describe('measureMedia', () => {
  it('measures a picture', async () => {
    expect(await measureMedia(await drawn(30, 20))).toEqual({ width: 30, height: 20 });
  });

  it('measures a sound', async () => {
    expect((await measureMedia(silence())).duration).toBeCloseTo(0.5, 1);
  });

  it('knows nothing of a file that is none of these, or broken', async () => {
    expect(await measureMedia(new Blob(['x'], { type: 'application/pdf' }))).toEqual({});
    expect(await measureMedia(new Blob(['x'], { type: 'image/png' }))).toEqual({});
    expect(await measureMedia(new Blob(['x'], { type: 'audio/wav' }))).toEqual({});
    expect(await measureMedia(new Blob(['x'], { type: 'video/mp4' }))).toEqual({});
  });

  it('gives every address back', async () => {
    const revoked = spyOn(URL, 'revokeObjectURL').and.callThrough();
    const made = spyOn(URL, 'createObjectURL').and.callThrough();
    await measureMedia(await drawn(3, 2));
    await measureMedia(new Blob(['x'], { type: 'image/png' }));
    expect(revoked.calls.allArgs().flat()).toEqual(
      made.calls.all().map((call) => call.returnValue),
    );
  });
});
