// Drops the sample contacts into the container, once, and waits until they are imported.
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { drop } from './drop.mjs';
import { getJson } from './service.mjs';
import { Failure } from './steps.mjs';

const file = fileURLToPath(new URL('../../docs/samples/shared-contacts.csv', import.meta.url));
const path = 'samples/shared-contacts.csv';
const final = new Set(['done', 'failed', 'rejected', 'undone']);

export async function importSamples({ url, token, storage }, progress, signal) {
  const dropped = await drop(storage, file, `demo/${path}`, { once: true });
  const report = await finished(url, token, progress, signal);
  if (report.status === 'failed' || report.status === 'rejected') {
    throw new Failure(`The import of the sample contacts is ${report.status}: ${JSON.stringify(report.problem)}; see ${url}/api/imports/${report.id}`);
  }
  return { summary: dropped ? `${report.rows.created} contacts` : 'already there' };
}

async function finished(url, token, progress, signal) {
  let shown = '';
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await delay(200, undefined, { signal })) {
    const report = (await getJson(`${url}/api/imports`, token)).items.find(item => item.file === path);
    if (report && final.has(report.status)) return report;
    const state = report ? `${report.status} ${Math.round(100 * (report.progress ?? 0))} %` : '';
    if (state !== shown) progress(state);
    shown = state;
  }
  throw new Failure(`The sample contacts were not imported within two minutes; see ${url}/api/imports`);
}
