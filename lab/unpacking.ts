import { gunzipSync, inflateSync } from 'node:zlib';
import { type Part, unzip } from '../toolbox/unzip.ts';

/** Shorter base64 texts hold no secret worth the name. */
const BASE64 = /[A-Za-z0-9+/_-]{8,}={0,2}/g;

/** Opens one layer: the parts of a zip, a compressed stream, the strings of a JSON text, every base64 text. */
export async function unpack(bytes: Buffer): Promise<Part[]> {
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) return unzip(bytes);
  const inflated = inflate(bytes);
  if (inflated !== undefined) return [inflated];
  return [...readJsonStrings(bytes), ...readBase64(bytes)];
}

function inflate(bytes: Buffer): Part | undefined {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  // RFC 1950: the method is 8 and the first two bytes are a multiple of 31.
  const isZlib = bytes.length > 6 && ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
  try {
    if (isGzip) return { name: 'gzip', content: gunzipSync(bytes) };
    return isZlib ? { name: 'zlib', content: inflateSync(bytes) } : undefined;
  } catch {
    return undefined; // Bytes that only begin like a compressed stream are searched as they are.
  }
}

/** The strings of a JSON text: escapes may hide what they say from a search of the raw bytes. */
function readJsonStrings(bytes: Buffer): Part[] {
  const first = bytes.subarray(0, 64).toString('latin1').trimStart()[0];
  if (first === undefined || !'{["'.includes(first)) return [];
  const parts: Part[] = [];
  try {
    JSON.parse(bytes.toString(), (key, value) => {
      const texts = [key, value].filter((text) => typeof text === 'string' && text !== '');
      parts.push(...texts.map((text) => ({ name: `JSON "${key}"`, content: Buffer.from(text) })));
      return value;
    });
  } catch {
    return []; // Not JSON after all: searched as it is.
  }
  return parts;
}

function readBase64(bytes: Buffer): Part[] {
  const texts = bytes.toString('latin1').match(BASE64) ?? [];
  return texts.map((text) => ({
    name: `base64 of ${text.length} characters`,
    content: Buffer.from(text, 'base64url'),
  }));
}
