// Runs an emulator beside Karma, for the specs that are not content with a network in memory. Its address reaches them as
// __karma__.config.emulatorUrl.

/** Starts an emulator on a free port. Returns its address, and a Karma plugin that stops it with Karma. */
exports.startBesideKarma = async () => {
  const { startEmulator } = await import('../agora-rtm-emulator/src/server/public-api.ts');
  const emulator = await startEmulator({ port: 0, uploads: true });

  function EmulatorReporter() {
    this.onExit = (done) => {
      emulator.close().then(done, done);
    };
  }

  return { url: emulator.url, plugin: { 'reporter:emulator': ['type', EmulatorReporter] } };
};
