import type { ModelBackend, DownFrame, Session } from './model-backend.ts';

/** What a client asks of the backend. */
export interface UpFrame {
  readonly request: number;
  /** Whether it may be lost, doubled or overtaken: a message, a query. */
  readonly run: (backend: ModelBackend, session: Session) => unknown;
}

/** What comes down to a client: the answer to a request, or something that happened. */
export type Down =
  | DownFrame
  | {
      readonly type: 'answer';
      readonly request: number;
      readonly value: unknown;
      readonly error: unknown;
    };

/** One way of a link: frames in order, until a fault has its way. */
export class LossyQueue<T> {
  readonly frames: T[] = [];

  push(frame: T): void {
    this.frames.push(frame);
  }

  take(): T | undefined {
    return this.frames.shift();
  }

  /** The first frame never arrives. */
  lose(): void {
    this.frames.shift();
  }

  /** The first frame arrives twice. */
  double(): void {
    const [first] = this.frames;
    if (first !== undefined) this.frames.splice(1, 0, first);
  }

  /** The first frame is overtaken by the second. */
  reorder(): void {
    const [first, second] = this.frames;
    if (first !== undefined && second !== undefined) this.frames.splice(0, 2, second, first);
  }

  clear(): void {
    this.frames.length = 0;
  }
}

/** The network between one client and the backend: nothing moves unless it is told to. */
export class LossyLink {
  readonly up = new LossyQueue<UpFrame>();
  readonly down = new LossyQueue<Down>();
  readonly #backend: ModelBackend;
  /** The client's end. */
  #onDown: (frame: Down) => void = () => undefined;
  #onChange: (isUp: boolean) => void = () => undefined;
  #session: Session | null = null;
  #isUp = true;

  constructor(backend: ModelBackend) {
    this.#backend = backend;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  get session(): Session | null {
    return this.#session;
  }

  /** Whether the backend takes the client to be there. */
  get isKnown(): boolean {
    return this.#session !== null && this.#backend.has(this.#session);
  }

  get isIdle(): boolean {
    return this.up.frames.length === 0 && this.down.frames.length === 0;
  }

  /** Whoever uses the link hears here. */
  attach(onDown: (frame: Down) => void, onChange: (isUp: boolean) => void): void {
    this.#onDown = onDown;
    this.#onChange = onChange;
  }

  /** Nothing that comes is heard any more: the client has crashed. The backend learns nothing of it. */
  detach(): void {
    this.#onDown = () => undefined;
    this.#onChange = () => undefined;
  }

  open(userId: string): Session {
    const session: Session = {
      userId,
      push: (frame) => {
        if (this.#session === session && this.#isUp) this.down.push(frame);
      },
    };
    this.#session = session;
    this.#backend.login(session);
    return session;
  }

  /** Ends the login. What is under way is lost. */
  close(): void {
    const session = this.#session;
    this.#session = null;
    this.#drop();
    if (session) this.#backend.logout(session);
  }

  /** The backend gets the next frame. */
  deliverUp(): void {
    const frame = this.up.take();
    const session = this.#session;
    if (!frame || !session || !this.#backend.has(session)) return;
    const { request } = frame;
    try {
      const value = frame.run(this.#backend, session);
      this.down.push({ type: 'answer', request, value, error: null });
    } catch (error) {
      this.down.push({ type: 'answer', request, value: null, error });
    }
  }

  /** The client gets the next frame. */
  deliverDown(): void {
    const frame = this.down.take();
    if (frame) this.#onDown(frame);
  }

  /** What is on its way arrives. */
  deliverAll(): void {
    const [up, down] = [this.up.frames.length, this.down.frames.length];
    for (let count = 0; count < up; count++) this.deliverUp();
    for (let count = 0; count < down; count++) this.deliverDown();
  }

  /** Breaks the link. What is under way is lost. */
  cut(): void {
    if (!this.#isUp) return;
    this.#isUp = false;
    this.#drop();
    if (this.#session) this.#backend.lose(this.#session);
    this.#onChange(false);
  }

  restore(): void {
    if (this.#isUp) return;
    this.#isUp = true;
    this.#onChange(true);
  }

  #drop(): void {
    this.up.clear();
    this.down.clear();
  }
}
