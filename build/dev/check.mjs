// Refuses what "./dev up" could not do, before anything is built: check.mjs FOLDER PORT
import { isFree } from './ports.mjs';
import { makeWay } from './processes.mjs';
import { failWith, Failure, say } from './steps.mjs';

const [folder, port] = process.argv.slice(2);

async function check() {
  const left = await makeWay(folder);
  if (left.length > 0) say(`An earlier run was killed; stopped what it had left running: ${left.join(' and ')}.`);
  if (port !== '0' && !await isFree(Number(port))) {
    throw new Failure(`Port ${port} is in use by another program; choose one with --port N, or --port 0 for a free one.`);
  }
}

await check().catch(failWith);
