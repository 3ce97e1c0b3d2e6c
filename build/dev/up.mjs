// The foreground part of "./dev up": runs the storage emulator, the simulated providers and the service until told to stop, then stops them in turn.
// up.mjs FOLDER PORT SAMPLES SERVICE SIMULATORS, the last two being folders of binaries
import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyBinaries } from './binaries.mjs';
import { startEmulator } from './emulator.mjs';
import { freePort } from './ports.mjs';
import { forget, makeWay, record } from './processes.mjs';
import { importSamples } from './samples.mjs';
import { administratorToken, startService } from './service.mjs';
import { startSimulators } from './simulators.mjs';
import { failWith, Failure, say, step } from './steps.mjs';

const [folder, port, samples, serviceBinaries, simulatorBinaries] = process.argv.slice(2);
const stopping = new AbortController();
const envFile = join(folder, 'env');
let emulator;
let simulators;
let service;

function listenForSignals() {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => {
      if (!stopping.signal.aborted) stopping.abort(new Failure('Stopped before it was ready.'));
      else if (name === 'SIGINT') kill();
    });
  }
}

// A second Ctrl-C.
function kill() {
  for (const child of [service, simulators, emulator]) child?.process.kill('SIGKILL');
}

async function claimFolder() {
  await makeWay(folder);
  try {
    record(folder, 'up', process.pid, { first: true });
  } catch (error) {
    throw error.code === 'EEXIST' ? new Failure(`Another "./dev up" has just started for ${folder}.`) : error;
  }
}

async function start() {
  const { signal } = stopping;
  const dll = copyBinaries(folder, 'service', serviceBinaries);
  rmSync(envFile, { force: true });
  const tokenInTime = administratorToken(dll);
  const { connectionString: storage } = await step('Starting the storage emulator', async () => {
    const started = await startEmulator(folder, signal);
    emulator = started.child;
    return started.ready();
  });
  const { wired, settings: providers } = await step('Starting the simulated providers', async () => {
    const started = await startSimulators(folder, copyBinaries(folder, 'simulators', simulatorBinaries), signal);
    simulators = started.child;
    return started.ready();
  });
  const running = { port: port === '0' ? await freePort() : Number(port), token: await tokenInTime, storage, wired, providers };
  await step(`Starting the service on port ${running.port}`, async () => {
    const started = startService(folder, dll, running, signal);
    service = started.child;
    running.url = started.url;
    await started.healthy();
    writeEnv(running);
  });
  return running;
}

// Written whole: whoever finds it finds all of it, and a service that answers.
function writeEnv({ url, token, storage }) {
  const draft = `${envFile}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `CONTACTS_URL=${url}\nCONTACTS_TOKEN=${token}\nCONTACTS_STORAGE='${storage}'\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, envFile);
}

// The service is worth having without them, above all to find out what went wrong.
async function tryImportSamples(running) {
  try {
    await step('Importing the sample contacts', progress => importSamples(running, progress, stopping.signal));
  } catch (error) {
    stopping.signal.throwIfAborted();
    console.error(error instanceof Failure ? error.message : error);
  }
}

function tell({ url, token, wired }) {
  const providers = wired.map(({ name, url: address, account }) => `  ${name.padEnd(9)}  simulated at ${address} with the account ${account.email} (${account.name})\n`);
  say(`
  URL        ${url}/api
  Container  imports, in the emulator; drop CSV files as demo/….csv
${providers.join('')}  Token      ${token}
  Settings   . ${envFile}
  Logs       ${[service, simulators, emulator].map(child => child.log).join(', ')}

Try:
  . ${envFile}
  curl -sH "Authorization: Bearer $CONTACTS_TOKEN" "$CONTACTS_URL/api/search?q=sato"

Ctrl-C stops all of it.`);
}

async function untilStopped() {
  const told = new Promise(resolve => stopping.signal.addEventListener('abort', () => resolve()));
  const ended = [service, simulators, emulator].map(child => child.end.then(how => { throw child.failure(`The ${child.name} ended (${how}).`); }));
  if (!stopping.signal.aborted) await Promise.race([told, ...ended]);
}

async function stop() {
  stopping.abort();
  record(folder, 'stopping', process.pid);
  if (service) await step('Stopping the service', () => service.stop(child => child.kill('SIGTERM'), 45));
  if (simulators) await step('Stopping the simulated providers', () => simulators.stop(child => child.stdin.end(), 30));
  if (emulator) await step('Stopping the storage emulator', () => emulator.stop(child => child.stdin.end(), 60));
  for (const name of ['stopping', 'up']) forget(folder, name);
}

async function run() {
  await claimFolder();
  listenForSignals();
  try {
    const running = await start();
    if (samples === 'yes') await tryImportSamples(running);
    tell(running);
    await untilStopped();
    say('');
  } finally {
    await stop();
  }
}

await run().catch(error => failWith(error.name === 'AbortError' ? error.cause : error));
