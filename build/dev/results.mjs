// Sums the results of the test projects from their TRX files: results.mjs FOLDER PROJECT…
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...projects] = process.argv.slice(2);
const entities = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const decode = text => text
  .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
  .replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => entities[name]);

function read(project) {
  const file = join(folder, `${project}.trx`);
  if (!existsSync(file)) return { passed: 0, failures: [`${project} was not built or did not run`] };
  const trx = readFileSync(file, 'utf8');
  const count = name => Number(new RegExp(`<Counters [^>]*\\b${name}="(\\d+)"`).exec(trx)?.[1] ?? 0);
  const results = trx.match(/<UnitTestResult [^>]*>/g) ?? [];
  const failures = results
    .filter(result => !/ outcome="(Passed|NotExecuted)"/.test(result))
    .map(result => decode(/ testName="([^"]*)"/.exec(result)[1]));
  return { passed: count('passed'), failures: [...failures, ...incomplete(project, failures, count('total'))] };
}

// The runner says so when it, rather than a test, failed.
function incomplete(project, failures, total) {
  const status = readFileSync(join(folder, `${project}.status`), 'utf8').trim();
  if (total === 0) return [`${project} has no tests`];
  return status !== '0' && failures.length === 0 ? [`${project} did not run to its end (exit code ${status})`] : [];
}

const all = projects.map(read);
const failures = all.flatMap(result => result.failures);
const passed = all.reduce((sum, result) => sum + result.passed, 0);
if (failures.length > 0) console.log(`\nFailed:\n${failures.map(name => `  ${name}`).join('\n')}`);
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
