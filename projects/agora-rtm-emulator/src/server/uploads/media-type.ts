/** What is served for everything that is not recognised. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** Bytes from the beginning of a file that are enough to recognise it. */
export const SNIFFED_BYTES = 64;

/**
 * What a file is by its first bytes, `null` where that is not known. Only kinds that a browser can show without running anything are
 * known: no HTML, no SVG, no XML, no PDF, no text, and so none of those is ever served as what it is.
 */
function sniffedType(bytes: Buffer): string | null {
  return SIGNATURES.find(({ marks }) => marks.every((mark) => isAt(bytes, mark)))?.type ?? null;
}

/**
 * The media type to serve a file with. What the uploader declared counts only if the bytes say the same: a page that calls itself a
 * picture is not believed, and neither is a picture that calls itself a page.
 */
export function servedType(declared: string, bytes: Buffer): string {
  const sniffed = sniffedType(bytes);
  if (sniffed === null) return UNKNOWN_TYPE;
  const type = declared.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return type === sniffed || SAME_CONTAINER.get(sniffed)?.includes(type) ? type : UNKNOWN_TYPE;
}

interface Mark {
  readonly at: number;
  readonly bytes: Buffer;
}

function mark(at: number, bytes: string): Mark {
  return { at, bytes: Buffer.from(bytes, 'latin1') };
}

const SIGNATURES: readonly { readonly type: string; readonly marks: readonly Mark[] }[] = [
  { type: 'image/png', marks: [mark(0, '\x89PNG\r\n\x1a\n'), mark(12, 'IHDR')] },
  { type: 'image/jpeg', marks: [mark(0, '\xff\xd8\xff')] },
  { type: 'image/gif', marks: [mark(0, 'GIF87a')] },
  { type: 'image/gif', marks: [mark(0, 'GIF89a')] },
  { type: 'image/webp', marks: [mark(0, 'RIFF'), mark(8, 'WEBP')] },
  { type: 'image/avif', marks: [mark(4, 'ftypavif')] },
  { type: 'audio/wav', marks: [mark(0, 'RIFF'), mark(8, 'WAVE')] },
  { type: 'audio/mpeg', marks: [mark(0, 'ID3')] },
  { type: 'audio/mpeg', marks: [mark(0, '\xff\xfb')] },
  { type: 'audio/ogg', marks: [mark(0, 'OggS')] },
  { type: 'audio/mp4', marks: [mark(4, 'ftypM4A')] },
  { type: 'video/webm', marks: [mark(0, '\x1a\x45\xdf\xa3')] },
  { type: 'video/mp4', marks: [mark(4, 'ftyp')] },
];

/** Containers that hold sound as well as films: the bytes do not tell which, so the uploader may. */
const SAME_CONTAINER: ReadonlyMap<string, readonly string[]> = new Map([
  ['video/webm', ['audio/webm']],
  ['video/mp4', ['audio/mp4']],
  ['audio/mp4', ['video/mp4']],
  ['audio/ogg', ['video/ogg', 'application/ogg']],
  ['audio/wav', ['audio/x-wav', 'audio/wave']],
]);

function isAt(bytes: Buffer, { at, bytes: expected }: Mark): boolean {
  return bytes.subarray(at, at + expected.length).equals(expected);
}
