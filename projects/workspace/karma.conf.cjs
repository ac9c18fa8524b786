// Karma for the library and for the console. CHROME_BIN is set by test.ts, which finds a browser.
const { join } = require('node:path');
const { agoraFromEnvironment } = require('./karma-agora.cjs');
const { startBesideKarma } = require('./karma-emulator.cjs');

const plugins = [
  'karma-jasmine',
  'karma-chrome-launcher',
  'karma-jasmine-html-reporter',
  'karma-coverage',
  './count-karma.cjs',
];

module.exports = async (config) => {
  const emulator = await startBesideKarma();
  const agora = agoraFromEnvironment(process.env);
  config.set({
    frameworks: ['jasmine'],
    plugins: [...plugins.map((name) => require(name)), emulator.plugin],
    browsers: ['ChromeOffline'],
    customLaunchers: {
      ChromeOffline: {
        base: 'ChromeHeadless',
        flags: [
          // Chromium's sandbox does not start for root, which is who runs tests in a container.
          '--no-sandbox',
          '--disable-gpu',
          '--disable-dev-shm-usage',
          '--disable-background-networking',
          // The vendor's SDK must never find a network from a test, unless it is asked to.
          ...(agora
            ? []
            : ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1']),
        ],
      },
    },
    // A busy machine is slow, not broken: the default of 2 s calls the browser lost.
    browserDisconnectTimeout: 10_000,
    browserNoActivityTimeout: 60_000,
    client: {
      jasmine: { random: true, timeoutInterval: 10_000 },
      clearContext: false,
      emulatorUrl: emulator.url,
      agora,
    },
    jasmineHtmlReporter: { suppressAll: true },
    coverageReporter: {
      dir: join(__dirname, '../../coverage'),
      reporters: [{ type: 'text-summary' }, { type: 'json-summary', subdir: '.' }],
    },
    reporters: [process.stdout.isTTY ? 'progress' : 'dots', 'count', 'emulator'],
    restartOnFileChange: true,
  });
};
