// Which processes belong to a folder of "./dev up": a file with the process id for each, believed only while a process of that id
// has the folder in its command line.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from './steps.mjs';

const pidFile = (folder, name) => join(folder, 'run', `${name}.pid`);

function commandLine(pid) {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return ''; // It has ended.
  }
}

// Its owner may forget it at any moment.
function recorded(folder, name) {
  try {
    return readFileSync(pidFile(folder, name), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

// The process id, or undefined when nothing was recorded or what was recorded has ended.
export function running(folder, name) {
  const pid = Number(recorded(folder, name));
  return pid > 0 && commandLine(pid).includes(folder) ? pid : undefined;
}

export function record(folder, name, pid, options = {}) {
  mkdirSync(join(folder, 'run'), { recursive: true });
  writeFileSync(pidFile(folder, name), `${pid}\n`, { flag: options.first ? 'wx' : 'w' });
}

export const forget = (folder, name) => rmSync(pidFile(folder, name), { force: true });

// False when it still runs after that time.
export async function ended(folder, name, milliseconds) {
  for (const deadline = Date.now() + milliseconds; Date.now() < deadline; await delay(50)) {
    if (!running(folder, name)) return true;
  }
  return !running(folder, name);
}

// Makes sure that nobody else runs for this folder. One that is just stopping is waited for; answers what a killed one had left running.
export async function makeWay(folder) {
  if (running(folder, 'stopping')) await ended(folder, 'up', 90_000);
  const other = running(folder, 'up');
  if (other) throw new Failure(`Already running for ${folder} (process ${other}); "./dev down" stops it.`);
  return clearLeftovers(folder);
}

// What a killed "up" left behind. Emulator and simulators end by themselves then, and without the emulator the service can store nothing more,
// so it gets little time.
export async function clearLeftovers(folder) {
  const children = ['service', 'simulators', 'emulator'];
  const left = children.filter(name => running(folder, name));
  for (const name of left) await end(folder, name);
  for (const name of ['up', 'stopping', ...children]) forget(folder, name);
  return left;
}

async function end(folder, name) {
  const patience = name === 'emulator' ? 30_000 : 3_000;
  signal(running(folder, name), 'SIGTERM');
  if (await ended(folder, name, patience)) return;
  signal(running(folder, name), 'SIGKILL');
  await ended(folder, name, 5_000);
}

function signal(pid, name) {
  try {
    if (pid) process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error; // It has just ended.
  }
}
