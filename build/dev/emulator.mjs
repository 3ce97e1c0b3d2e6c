// The storage emulator Azurite with its data in a folder. Its ports may change from one start to the next; the data does not mind.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child } from './child.mjs';
import { askedPort, isFree } from './ports.mjs';

const program = fileURLToPath(new URL('../npm/emulator.js', import.meta.url));
const services = ['Blob', 'Queue', 'Table'];
const account = 'devstoreaccount1';

// The same published key on every machine: https://learn.microsoft.com/azure/storage/common/storage-use-azurite
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export async function startEmulator(folder, signal) {
  const data = join(folder, 'azurite');
  const ports = await choosePorts(data);
  const portArguments = services.flatMap((service, index) => [`--${service.toLowerCase()}Port`, String(ports[index])]);
  const child = new Child(folder, 'emulator', process.execPath, [
    program, '--silent', '--disableTelemetry', '--skipApiVersionCheck', '--location', data, ...portArguments]);
  return { child, ready: () => ready(child, data, signal) };
}

async function ready(child, data, signal) {
  const endpoints = await child.until(() => listening(child.output()), { seconds: 60, waitingFor: 'the storage emulator', signal });
  const ports = endpoints.map(endpoint => new URL(endpoint).port);
  writeFileSync(join(data, 'ports'), `${ports.join(' ')}\n`);
  const parts = services.map((service, index) => `${service}Endpoint=${endpoints[index]}/${account};`);
  return {
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};${parts.join('')}`,
    summary: `ports ${ports.join(', ')}`,
  };
}

// One line for each service once it listens; undefined until all do.
function listening(output) {
  const endpoints = services.map(service => new RegExp(`^Azurite ${service} service is successfully listening at (\\S+)$`, 'm').exec(output)?.[1]);
  return endpoints.every(Boolean) ? endpoints : undefined;
}

// Those that were asked for, else those of last time, else free ones (0).
async function choosePorts(data) {
  const last = lastPorts(data);
  return Promise.all(services.map(async (service, index) => {
    const asked = await askedPort(`AZURITE_${service.toUpperCase()}_PORT`);
    return asked ?? (last[index] && await isFree(last[index]) ? last[index] : 0);
  }));
}

function lastPorts(data) {
  try {
    return readFileSync(join(data, 'ports'), 'utf8').trim().split(' ').map(Number);
  } catch {
    return [];
  }
}
