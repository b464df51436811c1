import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fromBuffer, type ZipFile } from 'yauzl';

/** Something found inside other bytes. */
export interface Part {
  name: string;
  content: Buffer;
}

/** The files of a zip, in its order. */
export async function unzip(bytes: Buffer): Promise<Part[]> {
  const zip = await openZip(bytes);
  const parts: Part[] = [];
  return new Promise((resolve, reject) => {
    zip.on('error', reject).on('end', () => resolve(parts));
    zip.on('entry', (entry) => {
      zip.openReadStream(entry, async (error, stream: Readable) => {
        if (error) return reject(error);
        try {
          parts.push({ name: entry.fileName, content: await buffer(stream) });
          zip.readEntry();
        } catch (failure) {
          reject(failure);
        }
      });
    });
    zip.readEntry();
  });
}

function openZip(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => (error ? reject(error) : resolve(zip)));
  });
}
