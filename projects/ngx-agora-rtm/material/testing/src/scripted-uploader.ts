import type { RtmUploader, UploadOptions } from 'ngx-agora-rtm/material';

type FileRef = Awaited<ReturnType<RtmUploader['upload']>>;

/** An uploader that does what a test says, by the names of the files. */
export class ScriptedUploader implements RtmUploader {
  maxBytes = 25_000_000;
  types: readonly string[] = [];
  maxFiles = 10;
  readonly origins = ['https://files.example.com'];

  /** Whether uploads go on although they were aborted. */
  isDeaf = false;

  /** Whether `upload` throws instead of rejecting. */
  throwsAtOnce = false;

  /** All that ever began. */
  readonly started: string[] = [];
  readonly aborted: string[] = [];
  readonly #runs = new Map<string, Run>();

  /** What is under way, in the order in which it began. */
  get running(): readonly string[] {
    return [...this.#runs.keys()];
  }

  upload(file: File, { signal, onProgress }: UploadOptions): Promise<FileRef> {
    if (this.throwsAtOnce) throw new Error('Broken.');
    this.started.push(file.name);
    return new Promise((resolve, reject) => {
      this.#runs.set(file.name, { file, onProgress, resolve, reject });
      signal.addEventListener('abort', () => {
        if (!this.#runs.has(file.name)) return;
        this.aborted.push(file.name);
        if (this.isDeaf) return;
        this.#runs.delete(file.name);
        reject(signal.reason as Error);
      });
    });
  }

  /** @param share From 0 to 1. */
  progress(name: string, share: number): void {
    this.#run(name).onProgress(share);
  }

  finish(name: string, ref: Partial<FileRef> = {}): void {
    const run = this.#run(name);
    this.#runs.delete(name);
    run.resolve({ ...this.refOf(name, run.file), ...ref });
  }

  fail(name: string, message: string): void {
    const run = this.#run(name);
    this.#runs.delete(name);
    run.reject(new Error(message));
  }

  /** What a file of that name is stored as. */
  refOf(name: string, { type, size } = new File(['abc'], name, { type: 'image/png' })): FileRef {
    const url = `https://files.example.com/${encodeURIComponent(name)}`;
    return { url, name, type, size };
  }

  #run(name: string): Run {
    const run = this.#runs.get(name);
    if (!run) throw new Error(`${name} is not being uploaded; ${this.running.join(', ')} are.`);
    return run;
  }
}

interface Run extends Pick<UploadOptions, 'onProgress'> {
  readonly file: File;
  readonly resolve: (ref: FileRef) => void;
  readonly reject: (error: Error) => void;
}
