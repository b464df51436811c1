import { readFile } from 'node:fs/promises';
import { unpack } from './unpacking.ts';

/** A secret to look for; only its name is ever shown. */
export interface Secret {
  name: string;
  value: string;
}

export interface Finding {
  /** Name of the secret. */
  secret: string;
  /** File, then what was opened on the way: a part of the zip, a base64 text, a JSON string. */
  where: string;
  /** How the secret was written there. */
  form: string;
}

const MAX_DEPTH = 6;

/** Looks for secrets in a state or plan file: raw, in every part of a zip, gzip, JSON and base64, nested too. */
export async function searchFile(path: string, secrets: Secret[]): Promise<Finding[]> {
  return searchBytes(await readFile(path), path, secrets);
}

export async function searchBytes(bytes: Buffer, where: string, secrets: Secret[]): Promise<Finding[]> {
  const needles = secrets.flatMap((secret) =>
    listForms(secret.value).map((form) => ({ ...form, secret: secret.name })),
  );
  const findings: Finding[] = [];
  await visitParts(bytes, where, (part, place) => {
    for (const { secret, form, bytes: needle } of needles) {
      if (part.includes(needle)) findings.push({ secret, where: place, form });
    }
  });
  return findings;
}

/**
 * Proves that the search would find something: fails unless each file holds the planted text, which is known to be in
 * them. A search that finds no secret tells nothing before that.
 */
export async function assertSearchFinds(planted: string, paths: string[]): Promise<void> {
  for (const path of paths) {
    const findings = await searchFile(path, [{ name: 'planted', value: planted }]);
    if (findings.length === 0)
      throw new Error(`The search does not find the planted text in ${path}: it proves nothing.`);
  }
}

type Look = (part: Buffer, where: string) => void;

/** Shows the bytes and everything that can be unpacked from them, with the way to it. */
export function visitParts(bytes: Buffer, where: string, look: Look): Promise<void> {
  return visit(bytes, where, 0, look);
}

async function visit(bytes: Buffer, where: string, depth: number, look: Look): Promise<void> {
  look(bytes, where);
  if (depth === MAX_DEPTH) return;
  for (const { name, content } of await unpack(bytes)) await visit(content, `${where} › ${name}`, depth + 1, look);
}

/** The ways a text may be written; base64 is decoded where it stands alone, this finds it inside longer ones. */
function listForms(value: string): { form: string; bytes: Buffer }[] {
  const utf8 = Buffer.from(value);
  const utf16 = Buffer.from(value, 'utf16le');
  const forms: [string, Buffer][] = [
    ['plain', utf8],
    ['UTF-16LE', utf16],
    ['UTF-16BE', Buffer.from(utf16).swap16()],
    ['URL-encoded', Buffer.from(encodeURIComponent(value))],
    ['form-encoded', Buffer.from(new URLSearchParams({ '': value }).toString().slice(1))],
    ['JSON-escaped', Buffer.from(JSON.stringify(value).slice(1, -1))],
    ['hexadecimal', Buffer.from(utf8.toString('hex'))],
    ...[0, 1, 2].map((shift): [string, Buffer] => ['base64', encodeShifted(utf8, shift, 'base64')]),
    ...[0, 1, 2].map((shift): [string, Buffer] => ['base64url', encodeShifted(utf8, shift, 'base64url')]),
  ];
  const seen = new Set<string>();
  return forms.flatMap(([form, bytes]) => {
    const key = bytes.toString('latin1');
    if (key === '' || seen.has(key)) return [];
    seen.add(key);
    return [{ form, bytes }];
  });
}

/** The characters that stand for the secret alone when `shift` other bytes come before it. */
function encodeShifted(secret: Buffer, shift: number, encoding: 'base64' | 'base64url'): Buffer {
  const text = Buffer.concat([Buffer.alloc(shift), secret]).toString(encoding);
  const start = Math.ceil((shift * 8) / 6);
  return Buffer.from(text.slice(start, Math.floor(((shift + secret.length) * 8) / 6)));
}
