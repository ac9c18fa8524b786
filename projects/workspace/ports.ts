// Ports of this machine: whether one is free, and whether somebody answers on it.
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** The addresses that "localhost" may mean. */
const loopback = ['127.0.0.1', '::1'];

/** Whether a server can listen on this port. Also false where we may not, such as on port 80. */
export async function isPortFree(port: number): Promise<boolean> {
  for (const host of loopback) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No port.'));
        else resolve(address.port);
      });
    });
  });
}

/** Settles when anything answers at this address; rejects when the signal says that nobody waits any more. */
export async function waitUntilAnswered(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await fetch(url, { signal });
      return;
    } catch {
      await wait(200, undefined, { signal });
    }
  }
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }: NodeJS.ErrnoException) => {
      // A machine without IPv6 has no ::1 that could be taken.
      resolve(code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT');
    });
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
