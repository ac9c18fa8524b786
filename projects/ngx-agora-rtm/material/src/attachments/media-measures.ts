import type { FileRef } from 'ngx-agora-rtm/chat';
import { kindOf } from './file-kind';

/** How large a picture or film is, and how long a sound or film. What is not known is left out. */
export type MediaMeasures = Pick<FileRef, 'width' | 'height' | 'duration'>;

/** Longest time in milliseconds that a file is measured. One that the browser does not get hold of by then goes unmeasured. */
const MEASURE_MS = 5_000;

/**
 * Measures a picture, a sound or a film in the browser, which reads no more of it than it has to. Never rejects: of a file that
 * the browser cannot show, nothing is known.
 */
export async function measureMedia(file: Blob): Promise<MediaMeasures> {
  const kind = kindOf(file.type);
  if (kind === 'file') return {};
  const url = URL.createObjectURL(file);
  try {
    return kind === 'picture' ? await measurePicture(url) : await measureFilm(url, kind);
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function measurePicture(url: string): Promise<MediaMeasures> {
  const picture = new Image();
  const loaded = inTime(picture, 'load');
  picture.src = url;
  if (!(await loaded)) return {};
  // As it is shown: the browser has turned it the way its metadata say.
  return { width: picture.naturalWidth, height: picture.naturalHeight };
}

async function measureFilm(url: string, kind: 'film' | 'sound'): Promise<MediaMeasures> {
  const film = document.createElement(kind === 'film' ? 'video' : 'audio');
  film.preload = 'metadata';
  film.muted = true;
  try {
    const loaded = inTime(film, 'loadedmetadata');
    film.src = url;
    if (!(await loaded)) return {};
    if (film.duration === Infinity) await findEnd(film);
    const { duration } = film;
    return {
      ...(film instanceof HTMLVideoElement &&
        film.videoWidth > 0 && { width: film.videoWidth, height: film.videoHeight }),
      ...(Number.isFinite(duration) && { duration }),
    };
  } finally {
    film.removeAttribute('src');
    film.load();
  }
}

/** A recording of Chromium's MediaRecorder does not say how long it is: the end is found by going there. */
async function findEnd(film: HTMLMediaElement): Promise<void> {
  const found = inTime(film, 'durationchange');
  film.currentTime = Number.MAX_SAFE_INTEGER;
  await found;
}

/** Waits for an event. @returns Whether it came, before an error and in time. */
function inTime(target: HTMLElement, event: string): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (came: boolean) => {
      clearTimeout(timer);
      resolve(came);
    };
    const timer = setTimeout(() => end(false), MEASURE_MS);
    target.addEventListener(event, () => end(true), { once: true });
    target.addEventListener('error', () => end(false), { once: true });
  });
}
