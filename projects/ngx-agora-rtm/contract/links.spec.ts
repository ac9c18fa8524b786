/** A way to take the network away from a client, and to give it back. */
export interface Link {
  /** Runs a login, and takes what it opens for the link of this user. Logins must not overlap. */
  during<T>(userId: string, login: () => Promise<T>): Promise<T>;
  cut(userId: string): void;
  /** Lets everybody through again. */
  restore(userId: string): void;
}

const sockets = new Map<string, WebSocket[]>();
let loggingIn: string | null = null;
let isCut = false;

/** A WebSocket that knows whose it is, and that does not get through while somebody is cut off. */
class LinkedSocket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    if (isCut) this.close();
    else if (loggingIn !== null) sockets.get(loggingIn)?.push(this);
  }
}

// The modules of the SDKs take the constructor when they are loaded, which is at the first login.
globalThis.WebSocket = LinkedSocket;

/** The link of clients whose SDK speaks by WebSockets. Everybody else who connects anew waits with the one who is cut off. */
export const WEB_SOCKETS: Link = {
  async during(userId, login) {
    loggingIn = userId;
    sockets.set(userId, []);
    try {
      return await login();
    } finally {
      loggingIn = null;
    }
  },
  cut(userId) {
    isCut = true;
    for (const socket of sockets.get(userId) ?? []) socket.close();
  },
  restore() {
    isCut = false;
  },
};
