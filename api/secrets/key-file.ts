import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * The encryption key of a data directory: made at the first start, readable by its owner only.
 * @throws when the file holds anything but 32 bytes in base64.
 */
export async function readOrCreateKey(path: string): Promise<Buffer> {
  const text = (await readText(path)) ?? (await createKey(path));
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32)
    throw new Error(`${path} does not hold an encryption key (32 bytes in base64). Restore it from your backup.`);
  return key;
}

async function readText(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Flushed to the disk before anything is encrypted with it: a key lost in a crash would lose every secret. */
async function createKey(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'wx', 0o600);
  const text = randomBytes(32).toString('base64');
  try {
    await file.writeFile(`${text}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(path, 0o600);
  return text;
}
