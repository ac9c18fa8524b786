// A Karma reporter that writes the count for test.ts into the file that TEST_COUNT_FILE names.
const { writeFileSync } = require('node:fs');

function CountReporter() {
  const skipped = [];

  this.onSpecComplete = (_browser, { skipped: wasSkipped, suite, description }) => {
    if (wasSkipped) skipped.push([...suite, description].join(' '));
  };

  this.onRunComplete = (_browsers, { success, failed, error, disconnected }) => {
    const file = process.env.TEST_COUNT_FILE;
    if (!file) return;
    // An error outside every spec (a browser that crashed, code that threw while loading) is a failure too.
    const broken = error || disconnected ? 1 : 0;
    writeFileSync(file, JSON.stringify({ passed: success, failed: failed || broken, skipped }));
  };
}

module.exports = { 'reporter:count': ['type', CountReporter] };
