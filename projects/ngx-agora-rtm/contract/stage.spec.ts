import { filter, firstValueFrom, type Observable } from 'rxjs';
import {
  type ConnectionState,
  type RtmCapabilities,
  type RtmClient,
  RtmError,
  type RtmMessage,
} from 'ngx-agora-rtm/client';
import { type Backend, BACKENDS } from './backends.spec';

/** What tells names of this run from those of others on a backend that all share. */
const run = Date.now().toString(36);
let tests = 0;

/** What one test has: a backend of its own, and names that nobody else uses. */
export class Stage {
  readonly backend: Backend;
  readonly #test = ++tests;
  readonly #clients: RtmClient[] = [];
  #isCut = false;

  constructor(make: () => Backend) {
    this.backend = make();
  }

  /** A user id or channel name for this test, the same for the same word. */
  id(word: string): string {
    return `${word}-${run}-${this.#test}`;
  }

  /** Makes a client, which is destroyed after the test. */
  client(make: () => RtmClient = () => this.backend.client()): RtmClient {
    const client = make();
    this.#clients.push(client);
    return client;
  }

  /** Makes a client and logs it in as a user of this name. */
  async login(word: string, make?: () => RtmClient): Promise<RtmClient> {
    const client = this.client(make);
    await this.logIn(client, this.id(word));
    return client;
  }

  /** Logs a client in. */
  async logIn(client: RtmClient, userId: string): Promise<void> {
    const token = await this.backend.token(userId);
    const login = (): Promise<void> => client.login({ userId, token });
    await patiently(() => this.backend.link?.during(userId, login) ?? login());
  }

  /** Logs in and joins a channel of this name. */
  async member(word: string, channel: string): Promise<RtmClient> {
    const client = await this.login(word);
    await client.join(this.id(channel));
    return client;
  }

  /** Takes the network away from a user. */
  cut(word: string): void {
    this.#isCut = true;
    this.backend.link?.cut(this.id(word));
  }

  /** Gives it back. */
  restore(word: string): void {
    this.#isCut = false;
    this.backend.link?.restore(this.id(word));
  }

  async end(): Promise<void> {
    if (this.#isCut) this.restore('');
    await Promise.all(this.#clients.map((client) => client.destroy()));
  }
}

/** What the tests of a backend can rely on. */
export interface Given {
  /** The stage of the running test. */
  readonly stage: () => Stage;
  readonly can: RtmCapabilities;
  /** Whether clients can be cut off. */
  readonly canCut: boolean;
  /** Whether there is another project, whose clients must not be heard. */
  readonly hasStrangers: boolean;
}

/** Describes one subject of the contract, on every backend that can be run. */
export function describeContract(subject: string, define: (given: Given) => void): void {
  for (const row of BACKENDS) {
    if ('missing' in row) continue;
    describe(`RtmClient, ${subject}, ${row.name}`, () => {
      let stage: Stage;
      beforeEach(() => {
        stage = new Stage(row.make);
      });
      afterEach(() => stage.end());
      const { link, client, stranger } = row.make();
      define({
        stage: () => stage,
        can: client().capabilities,
        canCut: link !== null,
        hasStrangers: stranger !== null,
      });
    });
  }
}

// What is not run must be seen. The summary of `npm test` shows these names, and takes any others for mistakes.
for (const row of BACKENDS) {
  if (!('missing' in row)) continue;
  describe(`RtmClient, ${row.name}`, () => {
    it(`is skipped: ${row.missing}`, () => pending(row.missing));
  });
}

/** The code that a promise rejects with. */
export const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) =>
      error instanceof RtmError ? error.code : `not an RtmError: ${String(error)}`,
  );

/** Asks again while the backend says that it was too fast: what is tested then is something else. */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof RtmError) || error.code !== 'rate-limited' || attempt === 30)
        throw error;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

/** Everything that a stream emits from now on. */
export function heard<T>(stream: Observable<T>): T[] {
  const values: T[] = [];
  stream.subscribe((value) => values.push(value));
  return values;
}

/** The next value of a stream that fits. */
export const next = <T>(
  stream: Observable<T>,
  fits: (value: T) => boolean = () => true,
): Promise<T> => firstValueFrom(stream.pipe(filter(fits)));

/** Resolves when a client's connection is in a state. */
export const inState = (client: RtmClient, wanted: ConnectionState) =>
  next(client.connection$, ({ state }) => state === wanted);

/** Whether a stream has completed. */
export function isComplete(stream: Observable<unknown>): boolean {
  let complete = false;
  stream.subscribe({ complete: () => (complete = true) });
  return complete;
}

/** Everything that has arrived at a client until a message says "end". */
export function untilEnd(client: RtmClient): Promise<RtmMessage[]> {
  const seen: RtmMessage[] = [];
  return new Promise((resolve) =>
    client.messages$.subscribe((message) => {
      if (message.payload === 'end') resolve(seen);
      else seen.push(message);
    }),
  );
}

/** A text of so many bytes of UTF-8, of characters that take more than one where possible. */
export function textOf(bytes: number): string {
  return '😀'.repeat(bytes >> 2) + 'x'.repeat(bytes & 3);
}
