// Tells the person at the terminal what is done, what came of it and how long it took.

// A terminal that was closed must not keep the processes from being stopped.
process.stdout.on('error', () => {});

export const say = text => process.stdout.write(`${text}\n`);

// `work` is given a function that tells of progress; what it returns is told at the end.
export async function step(what, work) {
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  process.stdout.write(`${what} … `);
  try {
    const outcome = await work(progress => process.stdout.write(`${progress} … `));
    say([outcome?.summary, seconds()].filter(Boolean).join(', '));
    return outcome;
  } catch (error) {
    say(`failed after ${seconds()}`);
    throw error;
  }
}

// A failure that a person can do something about: its message is all there is to say.
export class Failure extends Error {}

export function failWith(error) {
  console.error(error instanceof Failure ? error.message : error);
  process.exitCode = 1;
}
