// A long-running process of "./dev up": its output in a log, its id in a file, and an orderly end.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { forget, record } from './processes.mjs';
import { Failure } from './steps.mjs';

export class Child {
  constructor(folder, name, command, args, env = {}) {
    this.folder = folder;
    this.name = name;
    this.log = `${folder}/log/${name}.log`;
    const output = openSync(this.log, 'w');
    // A group of its own, so that Ctrl-C at the terminal reaches only the one who knows the order in which to stop.
    this.process = spawn(command, args, { stdio: ['pipe', output, output], detached: true, env: { ...process.env, ...env } });
    closeSync(output);
    this.end = new Promise(resolve => {
      this.process.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
      this.process.once('error', error => resolve(error.message));
    });
    this.hasEnded = false;
    this.end.then(() => { this.hasEnded = true; });
    if (this.process.pid) record(folder, name, this.process.pid);
  }

  output() {
    return readFileSync(this.log, 'utf8');
  }

  failure(what) {
    const tail = this.output().trimEnd().split('\n').slice(-20).join('\n');
    return new Failure(`${what} The end of ${this.log}:\n${tail}`);
  }

  // Asks again and again until there is an answer other than undefined.
  async until(ask, { seconds, waitingFor, signal }) {
    for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await delay(25, undefined, { signal })) {
      if (this.hasEnded) throw this.failure(`The ${this.name} ended (${await this.end}).`);
      const answer = await ask();
      if (answer !== undefined) return answer;
    }
    throw this.failure(`Waited ${seconds} s for ${waitingFor}.`);
  }

  async stop(ask, seconds) {
    if (!this.hasEnded) {
      ask(this.process);
      const patience = new AbortController();
      await Promise.race([this.end, delay(seconds * 1000, undefined, { signal: patience.signal }).catch(() => {})]);
      patience.abort();
    }
    if (!this.hasEnded) this.process.kill('SIGKILL');
    await this.end;
    forget(this.folder, this.name);
  }
}
