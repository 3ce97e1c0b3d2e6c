// The service on LocalHost, and tokens for it.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Child } from './child.mjs';
import { Failure } from './steps.mjs';

export async function administratorToken(dll) {
  const { stdout } = await promisify(execFile)('dotnet', [dll, 'token']);
  return stdout.trim();
}

export function startService(folder, dll, { port, storage, providers }, signal) {
  const url = `http://localhost:${port}`;
  const child = new Child(folder, 'service', 'dotnet', [dll, '--port', String(port)], { ...providers, Storage: storage, PublicBaseUrl: url });
  const isHealthy = async () => await statusOf(`${url}/api/health`) === 200 ? true : undefined;
  return { child, url, healthy: () => child.until(isHealthy, { seconds: 60, waitingFor: `${url}/api/health`, signal }) };
}

async function statusOf(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return undefined; // Not listening yet; whoever asks has a deadline.
  }
}

export async function getJson(url, token) {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Failure(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}
