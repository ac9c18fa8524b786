import type { FileRef } from 'ngx-agora-rtm/chat';
import { type FileKind, kindOf } from './file-kind';
import type { MediaAddress } from './media-address';

/** A file of a message, ready to be shown. */
export interface ShownFile {
  readonly ref: FileRef;
  /** `file` where its address is not one to open, whatever it says to be. */
  readonly kind: FileKind;
  readonly address: MediaAddress;
  /** Its name, or what stands for one; without characters that turn the rest of it around. */
  readonly name: string;
}

/** @param unnamed Stands for a file without a name. */
export function shownFile(ref: FileRef, address: MediaAddress, unnamed: string): ShownFile {
  const kind = address.isOpen ? kindOf(ref.type) : 'file';
  return { ref, kind, address, name: plainName(ref.name) || unnamed };
}

/**
 * A name as plain text. With controls of direction in it, `photo[RLO]gpj.exe` would be read as `photoexe.jpg`; with line ends, it would
 * look like two.
 */
function plainName(name: string): string {
  return name
    .replace(
      /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/g,
      ' ',
    )
    .trim();
}

/** A size in CSS pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** Longest side of a picture in a message, in CSS pixels. */
const MOST = 320;

/** Shortest side in CSS pixels, so that even a line can be hit. */
const LEAST = 64;

/** For a picture that does not say how large it is. */
const UNKNOWN: Box = { width: 256, height: 192 };

/**
 * The room that a picture takes, known before it is loaded, so that nothing moves when it comes: scaled down to fit, never up, and no
 * shape that a message made up fills the screen.
 */
export function boxOf({ width, height }: FileRef): Box {
  if (!width || !height) return UNKNOWN;
  const scale = Math.min(1, MOST / width, MOST / height);
  return { width: side(width * scale), height: side(height * scale) };
}

function side(length: number): number {
  return Math.min(Math.max(Math.round(length), LEAST), MOST);
}
