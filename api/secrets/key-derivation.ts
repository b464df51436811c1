/** As many rounds as a tenth of a second has; what OpenSSL writes by itself is 2,048. */
export const MAX_ROUNDS = 100_000;

/** scrypt, 1.3.6.1.4.1.11591.4.11 (RFC 7914), whose cost is the product of its numbers. */
const SCRYPT = Buffer.from('06092b06010401da47040b', 'hex');
const SEQUENCE = 0x30;
const INTEGER = 0x02;
const CONSTRUCTED = 0x20;
const MAX_LEVELS = 8;

interface Element {
  tag: number;
  content: Buffer;
  /** Behind it, within the same element. */
  rest: Buffer;
}

/**
 * How many rounds it takes to derive the key of an EncryptedPrivateKeyInfo (RFC 5958), 0 for a key that is not encrypted,
 * and null for what is neither: read here since OpenSSL would do whatever the text asks for.
 */
export function roundsToOpen(der: Buffer): number | null {
  const outer = readElement(der);
  const first = outer && readElement(outer.content);
  if (outer?.tag !== SEQUENCE || !first) return null;
  if (first.tag === INTEGER) return 0;
  const numbers = numbersIn(first, 0);
  if (first.tag !== SEQUENCE || !numbers) return null;
  const [n = 1, r = 1, p = 1] = numbers;
  return Math.max(0, ...numbers, first.content.includes(SCRYPT) ? n * r * p : 0);
}

/** Every INTEGER, in order; null: it is no DER. */
function numbersIn({ tag, content }: Element, level: number): number[] | null {
  if (tag === INTEGER) return [content.length > 6 ? Number.POSITIVE_INFINITY : content.readUIntBE(0, content.length)];
  if ((tag & CONSTRUCTED) === 0) return [];
  if (level === MAX_LEVELS) return null;
  const numbers: number[] = [];
  for (let left = content; left.length > 0; ) {
    const element = readElement(left);
    const inner = element && numbersIn(element, level + 1);
    if (!inner) return null;
    numbers.push(...inner);
    left = element.rest;
  }
  return numbers;
}

/** One element of DER (X.690): lengths are definite, and tags of more than a byte have no place in a key. */
function readElement(der: Buffer): Element | null {
  const [tag, short] = der;
  if (tag === undefined || short === undefined || short === 0x80 || short > 0x84) return null;
  const bytes = short < 0x80 ? 0 : short & 0x7f;
  const start = 2 + bytes;
  if (der.length < start) return null;
  const length = bytes === 0 ? short : der.readUIntBE(2, bytes);
  if (der.length < start + length || (tag === INTEGER && length === 0)) return null;
  return { tag, content: der.subarray(start, start + length), rest: der.subarray(start + length) };
}
