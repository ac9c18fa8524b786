/** Resolves with the next frame. */
export function frame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.addEventListener('message', () => waiting.shift()?.());
channel.port1.start();

/** Calls back in a task of its own: at once, where nested timers would wait for 4 ms. */
export function inTask(callback: () => void): void {
  waiting.push(callback);
  channel.port2.postMessage(0);
}

/** Resolves in a task of its own. */
export function task(): Promise<void> {
  return new Promise((resolve) => inTask(resolve));
}
