import { crc32, deflateRawSync } from 'node:zlib';

/** 1980-01-01, the first day that the format knows: the same files are the same archive. */
const DAY = 0x21;
/** UTF-8 in names; deflated; version 2.0. */
const FLAGS = 0x0800;
const METHOD = 8;
const VERSION = 20;

interface Entry {
  name: Buffer;
  packed: Buffer;
  size: number;
  crc: number;
}

/** Files as a ZIP archive (APPNOTE.TXT 6.3), for texts that fit into memory by far. */
export function zip(files: ReadonlyMap<string, string>): Buffer {
  const entries = [...files].map(([name, text]) => entryOf(name, Buffer.from(text)));
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const local = Buffer.concat([localHead(entry), entry.name, entry.packed]);
    directory.push(directoryHead(entry, offset), entry.name);
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  return Buffer.concat([...parts, listed, endOf(entries.length, listed.length, offset)]);
}

const entryOf = (name: string, content: Buffer): Entry => ({
  name: Buffer.from(name),
  packed: deflateRawSync(content),
  size: content.length,
  crc: crc32(content),
});

const u16 = (value: number) => Buffer.from([value & 0xff, (value >> 8) & 0xff]);

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

/** What stands before a file's content and in the directory alike. */
const common = ({ crc, packed, size, name }: Entry) =>
  Buffer.concat([
    ...[VERSION, FLAGS, METHOD, 0, DAY].map(u16),
    ...[crc, packed.length, size].map(u32),
    ...[name.length, 0].map(u16),
  ]);

const localHead = (entry: Entry) => Buffer.concat([u32(0x04034b50), common(entry)]);

const directoryHead = (entry: Entry, offset: number) =>
  Buffer.concat([u32(0x02014b50), u16(VERSION), common(entry), ...[0, 0, 0].map(u16), ...[0, offset].map(u32)]);

const endOf = (count: number, length: number, offset: number) =>
  Buffer.concat([u32(0x06054b50), ...[0, 0, count, count].map(u16), ...[length, offset].map(u32), u16(0)]);
