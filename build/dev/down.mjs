// Stops what "./dev up" runs for a folder: down.mjs FOLDER
import { clearLeftovers, ended, running } from './processes.mjs';
import { failWith, Failure, say, step } from './steps.mjs';

const [folder] = process.argv.slice(2);

async function down() {
  const pid = running(folder, 'up');
  if (pid) await step(`Stopping process ${pid}, the service, the simulated providers and the emulator`, () => stop(pid));
  const left = await clearLeftovers(folder);
  if (left.length > 0) say(`Stopped what a killed run had left running: ${left.join(' and ')}.`);
  else if (!pid) say('Nothing is running.');
}

async function stop(pid) {
  process.kill(pid, 'SIGTERM');
  if (!await ended(folder, 'up', 90_000)) throw new Failure(`Process ${pid} still runs after 90 s.`);
}

await down().catch(failWith);
