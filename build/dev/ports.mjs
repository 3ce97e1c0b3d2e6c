// Loopback ports: whether one is free, and free ones.
import { createServer } from 'node:net';
import { once } from 'node:events';
import { Failure } from './steps.mjs';

async function listen(port, host) {
  const server = createServer();
  server.listen({ port, host, exclusive: true });
  await once(server, 'listening');
  const taken = server.address().port;
  server.close();
  await once(server, 'close');
  return taken;
}

// On both loopback addresses, because a service that listens on "localhost" needs both. A machine may lack IPv6.
export async function isFree(port) {
  for (const host of ['127.0.0.1', '::1']) {
    try {
      await listen(port, host);
    } catch (error) {
      if (error.code !== 'EADDRNOTAVAIL' && error.code !== 'EAFNOSUPPORT') return false;
    }
  }
  return true;
}

export async function freePort() {
  const port = await listen(0, '127.0.0.1');
  return await isFree(port) ? port : freePort();
}

// The port that an environment variable asks for, or undefined.
export async function askedPort(variable) {
  const asked = process.env[variable];
  if (!asked) return undefined;
  if (Number(asked) !== 0 && !await isFree(Number(asked))) throw new Failure(`Port ${asked} (${variable}) is in use by another program.`);
  return Number(asked);
}
