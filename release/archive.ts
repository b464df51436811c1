import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export interface ArchivedFile {
  name: string;
  content: string | Buffer;
  isExecutable?: boolean;
}

/** The same files make the same archive, on any day and in any time zone: it has the first moment that a zip knows. */
const MOMENT = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };

export async function writeArchive(path: string, files: readonly ArchivedFile[]): Promise<void> {
  const zip = new ZipFile();
  for (const { name, content, isExecutable } of files) {
    zip.addBuffer(Buffer.from(content), name, { ...MOMENT, mode: isExecutable ? 0o100755 : 0o100644 });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

/** Of a file, in hexadecimal. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
