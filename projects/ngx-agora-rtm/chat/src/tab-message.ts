import type { TabMessage } from './tab-link';

/** Whether something that was heard looks like what a tab of ours says. What is in it has to be checked all the same. */
export function isTabMessage(value: unknown): value is TabMessage {
  return isPlainObject(value) && Object.hasOwn(value, 'type') && typeof value['type'] === 'string';
}

/** An object with nothing but its own properties, as structured cloning makes them. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** What is thrown for a message that cannot leave its tab. */
export function notPlainData({ type }: TabMessage, cause: unknown): TypeError {
  const message = `A tab message must be plain data, without functions or nodes: "${type}" is not`;
  return new TypeError(message, { cause });
}
