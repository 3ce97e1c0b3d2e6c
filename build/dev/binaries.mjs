// Programs of this repository run from a copy, so that a build beside them does not change the files under them.
import { cpSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

// The program in the copy: …/ServerlessContacts.LocalHost/release has a ServerlessContacts.LocalHost.dll.
export function copyBinaries(folder, name, binaries) {
  const copy = join(folder, name);
  rmSync(copy, { recursive: true, force: true });
  cpSync(binaries, copy, { recursive: true });
  return join(copy, `${basename(dirname(binaries))}.dll`);
}
