import type { AgoraV1Sdk } from './agora-v1-sdk';
import { LOGIN_INTERVAL } from './limits';

/**
 * Where logins of one page pass, those of the same user one after the other. An instance that is logging in cannot be
 * stopped; one that succeeds after the next login of its user would take the session from it. And the backend takes only
 * so many logins in a second.
 */
export class LoginDoor {
  static readonly #doors = new WeakMap<AgoraV1Sdk, LoginDoor>();

  /** The door of an SDK module. */
  static of(sdk: AgoraV1Sdk): LoginDoor {
    let door = this.#doors.get(sdk);
    if (!door) this.#doors.set(sdk, (door = new LoginDoor()));
    return door;
  }

  /** For each user, what the next login has to wait for. */
  readonly #clear = new Map<string, Promise<unknown>>();

  /** Resolves when a user may log in; at once, and without having passed, when the signal is aborted. */
  async pass(appId: string, userId: string, signal: AbortSignal): Promise<void> {
    const key = keyOf(appId, userId);
    let waited: Promise<unknown> | undefined;
    while (!signal.aborted && waited !== this.#clear.get(key)) {
      waited = this.#clear.get(key);
      await Promise.race([waited, aborted(signal)]);
    }
    if (!signal.aborted) this.#hold(key, rest());
  }

  /** Lets no one of a user pass before an instance is out. @param gone Settles when it is. */
  close(appId: string, userId: string, gone: Promise<unknown>): void {
    this.#hold(keyOf(appId, userId), gone);
  }

  #hold(key: string, until: Promise<unknown>): void {
    const clear = Promise.allSettled([this.#clear.get(key), until]).then(() => {
      if (this.#clear.get(key) === clear) this.#clear.delete(key);
    });
    this.#clear.set(key, clear);
  }
}

/** A space cannot stand in an App ID. */
function keyOf(appId: string, userId: string): string {
  return `${appId} ${userId}`;
}

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOGIN_INTERVAL));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
