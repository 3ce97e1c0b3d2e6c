// Drops a file into the container "imports", as any Azure Storage client can: CONTACTS_STORAGE=… node build/dev/drop.mjs FILE [PATH]
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const { BlobServiceClient } = createRequire(new URL('../npm/package.json', import.meta.url))('@azure/storage-blob');

// False when there already was a blob of that name and `once` is asked for.
export async function drop(storage, file, path, { once = false } = {}) {
  const blob = BlobServiceClient.fromConnectionString(storage).getContainerClient('imports').getBlockBlobClient(path);
  try {
    await blob.uploadFile(file, { conditions: once ? { ifNoneMatch: '*' } : {}, blobHTTPHeaders: { blobContentType: 'text/csv' } });
    return true;
  } catch (error) {
    if (once && error.statusCode === 409) return false;
    throw error;
  }
}

// Started as a program, and not imported by another.
if (fileURLToPath(import.meta.url) === realpathSync(process.argv[1])) {
  const [file, path = `demo/${basename(file ?? '')}`] = process.argv.slice(2);
  const storage = process.env.CONTACTS_STORAGE;
  if (file && storage) {
    await drop(storage, file, path);
    console.log(`Dropped as ${path} into the container imports.`);
  } else {
    console.error('Usage: CONTACTS_STORAGE=… node build/dev/drop.mjs FILE [PATH]');
    process.exitCode = 2;
  }
}
