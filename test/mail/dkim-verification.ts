import { createHash, createVerify, type KeyObject } from 'node:crypto';

/** What a receiver does with a signature (RFC 6376, section 6.1), with the public key that DNS would give it. */
export interface Verification {
  tags: Record<string, string>;
  /** The body is the one that was signed. */
  isBody: boolean;
  /** The headers that it names are those that were signed. */
  isSigned: boolean;
}

interface Field {
  name: string;
  /** Without the line end. */
  line: string;
}

export function verifySignature(raw: Buffer, publicKey: KeyObject): Verification {
  const text = raw.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const fields = fieldsOf(text.slice(0, end));
  const signature = fields.find(({ name }) => name === 'dkim-signature');
  if (!signature) throw new Error('The mail is not signed.');
  const tags = tagsOf(signature.line);
  if (tags.a !== 'rsa-sha256' || tags.c !== 'relaxed/relaxed') throw new Error(`Not expected: ${tags.a}, ${tags.c}`);
  const bodyHash = createHash('sha256')
    .update(relaxedBody(text.slice(end + 4)), 'latin1')
    .digest('base64');
  return { tags, isBody: bodyHash === tags.bh, isSigned: isSigned(fields, signature, tags, publicKey) };
}

/** Folded lines belong to the field above them. */
function fieldsOf(head: string): Field[] {
  return head
    .split(/\r\n(?![ \t])/)
    .map((line) => ({ name: line.slice(0, line.indexOf(':')).trim().toLowerCase(), line }));
}

/** Section 3.2: white space within a value means nothing. */
function tagsOf(line: string): Record<string, string> {
  const parts = line
    .slice(line.indexOf(':') + 1)
    .split(';')
    .filter((part) => part.trim() !== '');
  return Object.fromEntries(
    parts.map((part) => [
      part.slice(0, part.indexOf('=')).trim(),
      part.slice(part.indexOf('=') + 1).replace(/\s/g, ''),
    ]),
  );
}

/** Section 3.4.4: runs of blanks are one, none at the end of a line, no empty lines at the end. */
function relaxedBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''));
  while (lines.at(-1) === '') lines.pop();
  return lines.map((line) => `${line}\r\n`).join('');
}

/** Section 3.4.2. */
const relaxedField = ({ name, line }: Field): string =>
  `${name}:${line
    .slice(line.indexOf(':') + 1)
    .replaceAll('\r\n', '')
    .replace(/[ \t]+/g, ' ')
    .trim()}`;

/** Section 3.7: the fields that `h` names, each from the bottom up, then the signature without its value. */
function isSigned(fields: Field[], signature: Field, tags: Record<string, string>, publicKey: KeyObject): boolean {
  const left = [...fields].reverse();
  const signed = (tags.h ?? '').split(':').flatMap((name) => {
    const at = left.findIndex((field) => field.name === name.toLowerCase());
    return at < 0 ? [] : left.splice(at, 1);
  });
  const empty = { ...signature, line: signature.line.replace(/(;\s*b=)[^;]*/, '$1') };
  const data = [...signed.map(relaxedField), relaxedField(empty)].join('\r\n');
  return createVerify('rsa-sha256')
    .update(data, 'latin1')
    .verify(publicKey, tags.b ?? '', 'base64');
}
