const warned = new Set<string>();

/**
 * Says once for each address that nobody answers there. The SDK's login stays pending without a
 * word, and a developer who forgot to start the emulator would look for the reason elsewhere.
 */
export function warnUnreachable(url: string): void {
  if (warned.has(url)) return;
  warned.add(url);
  console.warn(
    `agora-rtm-emulator: no answer from ${url}. Start it with "npx agora-rtm-emulator", or set ` +
      `another address with AgoraRTM.setParameter('EMULATOR_URL', url). Retrying.`,
  );
}
