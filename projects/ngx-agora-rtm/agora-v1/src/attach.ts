import type { AgoraV1Emitter, AgoraV1Listener } from './agora-v1-sdk';

/** What to do with each event, whose arguments nobody has checked yet. */
export type Listeners<EventName extends string> = Readonly<
  Record<EventName, (...args: readonly unknown[]) => void>
>;

/**
 * Listens to an object of the SDK. Returns what ends it.
 *
 * @param isWanted Asked for each event: whether it is to be heard. Also what an object that is told to stop still has to
 * say is dropped, since the SDK goes through its listeners in a copy.
 */
export function attach<EventName extends string>(
  emitter: AgoraV1Emitter<EventName>,
  listeners: Listeners<EventName>,
  isWanted: () => boolean = () => true,
): () => void {
  let isAttached = true;
  const attached = (Object.keys(listeners) as EventName[]).map((name) => {
    const listener: AgoraV1Listener = (...args: readonly unknown[]) => {
      if (isAttached && isWanted()) listeners[name](...args);
    };
    emitter.on(name, listener as never);
    return () => emitter.off(name, listener as never);
  });
  return () => {
    isAttached = false;
    for (const detach of attached) detach();
  };
}
