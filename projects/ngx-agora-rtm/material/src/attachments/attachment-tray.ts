import { computed, type Signal, signal } from '@angular/core';
import { type FileRef, SYSTEM_CLOCK } from 'ngx-agora-rtm/chat';
import { fileSize } from '../intl/file-size';
import { englishWords } from '../intl/rtm-words';
import { fileRefusal, mostFiles, type UploadIntl } from './file-refusal';
import { measureMedia } from './media-measures';
import type { RtmUploader } from './rtm-uploader';
import { uploadFile, type UploadTools } from './upload';

/** A file that is to go with the next message. */
export interface Attachment {
  readonly id: string;
  readonly file: File;
  /** `uploading` includes that its turn has not come yet. */
  readonly status: 'uploading' | 'done' | 'failed' | 'refused';
  /** From 0 to 1. */
  readonly progress: number;
  /** What happened and what to do, where it failed or was refused. */
  readonly problem: string | null;
}

/** What a tray works with; each has a default. */
export type AttachmentTrayOptions = Partial<Omit<UploadTools, 'uploader'>>;

/** Uploads at a time. More do not make them faster, and the first would be done later. */
const AT_A_TIME = 3;

/**
 * The files that are to go with the next message of one conversation. They upload while the message is still being written.
 *
 * A file that does not fit is refused before anything of it is uploaded. It stays in the tray, says why, and goes with no message;
 * one that was too many gets its turn once there is room.
 *
 * A tray belongs to one conversation for good, so that nothing can end up in another one: see {@link RtmAttachmentTrays}.
 */
export class AttachmentTray {
  readonly uploader: RtmUploader;
  readonly #tools: UploadTools;
  readonly #slots = signal<readonly Slot[]>([]);
  #lastId = 0;
  #isDestroyed = false;

  /** What is in the tray: without the files of messages that are on their way. */
  readonly items: Signal<readonly Attachment[]> = computed(() =>
    this.#slots()
      .filter(({ batch }) => batch === null)
      .map(({ attachment }) => attachment),
  );

  /** How many files go with the message: all but refused ones. */
  readonly count: Signal<number> = computed(() => this.items().filter(isGoing).length);

  /** Why {@link take} would reject now, and what to do; `null` where it would not. */
  readonly problem: Signal<string | null> = computed(() => {
    const failed = this.items().filter(({ status }) => status === 'failed');
    if (failed.length > 0) return this.#notReady(failed);
    const most = mostFiles(this.uploader);
    // Those of a message that failed came back beside new ones.
    return this.count() > most ? this.#tools.intl.words().attachments.overfull(most) : null;
  });

  constructor(uploader: RtmUploader, options: AttachmentTrayOptions = {}) {
    this.uploader = uploader;
    this.#tools = {
      uploader,
      measure: measureMedia,
      intl: inEnglish(),
      clock: SYSTEM_CLOCK,
      ...options,
    };
  }

  /** Takes files in, and begins to upload those that fit: three at a time, in this order. After {@link destroy} it does nothing. */
  add(files: Iterable<File>): void {
    if (this.#isDestroyed) return;
    for (const file of files) {
      const attachment = this.#examined(file, String(++this.#lastId));
      this.#slots.update((slots) => [...slots, { attachment, batch: null, run: null, ref: null }]);
    }
    this.#goOn();
  }

  /** Takes a file out, and stops its upload. */
  remove(id: string): void {
    const slot = this.#inTray(id);
    if (!slot) return;
    slot.run?.abort();
    this.#slots.update((slots) => slots.filter((other) => other !== slot));
    this.#goOn();
  }

  /** Uploads a failed file again, or examines a refused one again. */
  retry(id: string): void {
    const slot = this.#inTray(id);
    if (!slot || (slot.attachment.status !== 'failed' && slot.attachment.status !== 'refused')) {
      return;
    }
    this.#replace(slot, { attachment: this.#examined(slot.attachment.file, id), run: null });
    this.#goOn();
  }

  /**
   * Empties the tray of all but refused files, which go with no message.
   *
   * @returns The files of the message, in order: resolves when all are up. All or nothing: where one can not be, everything that was taken
   * comes back to the tray, before what was put in since, with the failed one to be tried again and the others as they are, and
   * the promise rejects. It also rejects, and takes nothing, while {@link problem} says so. The message of the error is for
   * the user.
   */
  take(): Promise<readonly FileRef[]> {
    const problem = this.problem();
    if (problem !== null) return Promise.reject(new Error(problem));
    return new Promise((resolve, reject) => {
      const batch: Batch = { resolve, reject };
      this.#slots.update((slots) =>
        slots.map((slot) =>
          isInTray(slot) && isGoing(slot.attachment) ? { ...slot, batch } : slot,
        ),
      );
      this.#settle(batch);
      this.#goOn();
    });
  }

  /** Ends the tray: stops what is under way. What was taken is still brought to its end. */
  destroy(): void {
    this.#isDestroyed = true;
    for (const slot of this.#slots()) if (isInTray(slot)) slot.run?.abort();
    this.#slots.update((slots) => slots.filter((slot) => !isInTray(slot)));
  }

  #inTray(id: string): Slot | undefined {
    return this.#slots().find((slot) => isInTray(slot) && slot.attachment.id === id);
  }

  /** How a file begins: about to be uploaded, or refused. */
  #examined(file: File, id: string): Attachment {
    const { uploader, intl } = this.#tools;
    const others = this.items().filter((other) => other.id !== id && isGoing(other)).length;
    const problem = fileRefusal(file, others, uploader, intl);
    return { id, file, status: problem === null ? 'uploading' : 'refused', progress: 0, problem };
  }

  /** Lets those begin that may: refused ones that fit by now, and uploads whose turn it is. */
  #goOn(): void {
    for (const slot of this.#slots()) {
      if (!isInTray(slot) || slot.attachment.status !== 'refused') continue;
      const attachment = this.#examined(slot.attachment.file, slot.attachment.id);
      if (attachment.status === 'uploading') this.#replace(slot, { attachment });
    }
    const uploading = this.#slots().filter(({ attachment }) => attachment.status === 'uploading');
    const free = AT_A_TIME - uploading.filter(({ run }) => run !== null).length;
    const waiting = uploading.filter(({ run }) => run === null).slice(0, Math.max(free, 0));
    for (const slot of waiting) void this.#upload(slot);
  }

  async #upload(slot: Slot): Promise<void> {
    const { id, file } = slot.attachment;
    const run = new AbortController();
    this.#replace(slot, { run });
    /** Changes the file unless it is gone, or uploads anew by now. */
    const change = (how: Partial<Attachment>, ref: FileRef | null = null): void => {
      const now = this.#slots().find((other) => other.run === run);
      if (!now) return;
      this.#replace(now, { attachment: { ...now.attachment, ...how }, ref });
    };
    try {
      const onProgress = (progress: number) => change({ progress });
      const ref = await uploadFile(file, this.#tools, run.signal, onProgress);
      change({ status: 'done', progress: 1 }, ref);
    } catch (error) {
      change({ status: 'failed', problem: (error as Error).message });
    }
    const { batch = null } = this.#slots().find(({ attachment }) => attachment.id === id) ?? {};
    if (batch) this.#settle(batch);
    this.#goOn();
  }

  /** Ends a batch when all of it is up, or one of it failed. */
  #settle(batch: Batch): void {
    const own = this.#slots().filter((slot) => slot.batch === batch);
    const failed = own.filter(({ attachment }) => attachment.status === 'failed');
    if (failed.length > 0) {
      this.#slots.update((slots) =>
        slots.map((slot) => (slot.batch === batch ? { ...slot, batch: null } : slot)),
      );
      if (this.#isDestroyed) this.destroy();
      batch.reject(new Error(this.#notReady(failed.map(({ attachment }) => attachment))));
    } else if (own.every(({ ref }) => ref !== null)) {
      this.#slots.update((slots) => slots.filter((slot) => slot.batch !== batch));
      batch.resolve(own.map(({ ref }) => ref).filter((ref) => ref !== null));
    }
  }

  #replace(slot: Slot, change: Partial<Slot>): void {
    const { id } = slot.attachment;
    this.#slots.update((slots) =>
      slots.map((other) => (other.attachment.id === id ? { ...other, ...change } : other)),
    );
  }

  #notReady(failed: readonly Attachment[]): string {
    return this.#tools.intl.words().attachments.notReady(failed.map(({ file }) => file.name));
  }
}

/** A file with how far it has come. */
interface Slot {
  readonly attachment: Attachment;
  /** The message that it was taken for; `null` while it lies in the tray. */
  readonly batch: Batch | null;
  /** Stops its upload; `null` before that begins. */
  readonly run: AbortController | null;
  /** Once it is up. */
  readonly ref: FileRef | null;
}

/** What waits for the files of a message. */
interface Batch {
  readonly resolve: (files: readonly FileRef[]) => void;
  readonly reject: (error: Error) => void;
}

function isInTray({ batch }: Slot): boolean {
  return batch === null;
}

function isGoing({ status }: Attachment): boolean {
  return status !== 'refused';
}

function inEnglish(): UploadIntl {
  const words = englishWords();
  return { words: () => words, fileSize: (bytes) => fileSize(bytes, words.locale) };
}
