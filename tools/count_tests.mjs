// Adds up the cases of meson's test logs and prints the line that closes ./check.
// A test program counts by the cases it reports (cmocka, node:test), else as one.
import { readFileSync } from 'node:fs';

let passed = 0, failed = 0;

function sum(text, pattern) {
  return [...text.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
}

for (const file of process.argv.slice(2)) {
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const test = JSON.parse(line);
    if (test.result === 'SKIP') continue;
    const output = `${test.stdout ?? ''}\n${test.stderr ?? ''}`;
    const good = sum(output, /\[  PASSED  \] (\d+) test/g) + sum(output, /^# pass (\d+)$/gm);
    const bad = sum(output, /\[  FAILED  \] (\d+) test/g) + sum(output, /^# fail (\d+)$/gm);
    passed += good;
    failed += bad;
    if (test.result !== 'OK') {
      if (bad === 0) failed += 1; // it crashed, leaked or ran out of time
      console.log(`${test.name}: ${test.result}`);
    } else if (good + bad === 0) {
      passed += 1;
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
