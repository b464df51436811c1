import { z } from 'zod';
import { EMAIL_ADDRESS, EMAIL_ADDRESS_LIMITS } from '../email-address.ts';
import { isHost } from '../host.ts';
import { LANGUAGE_TAG, MAX_LANGUAGE_LENGTH } from '../language.ts';
import { SOON_DAYS } from '../tables/certificate.ts';
import { isUuid } from '../uuid.ts';

/** Building blocks of fields. Each message says what is wrong and what would be right. */

/** PostgreSQL can keep neither NUL nor half a surrogate pair. */
const UNSTORABLE = /[\0\p{Cs}]/u;

/** Text that can be stored. */
const text = () =>
  z.string('must be a string').refine((value) => !UNSTORABLE.test(value), {
    error: 'must not hold control characters such as NUL, nor half a surrogate pair',
    abort: true,
  });

/** No control characters, and none of the two line separators of Unicode. */
const SINGLE_LINE = /^[^\p{Cc}\u2028\u2029]*$/u;

/** One line of text without control characters, so that it can stand in a mail header or a log line. */
export const line = (max: number) =>
  text()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .regex(SINGLE_LINE, 'must be a single line without control characters');

export const title = () => line(1023).describe('What people see; the name when absent.');

/** The most members of an object whose members are not listed. */
const MAX_PROPERTIES = 256;

/** An object whose members are not listed; zod has no word for how many there may be. */
export const map = <Schema extends z.ZodType>(schema: Schema): Schema =>
  schema
    .refine(
      (value) => Object.keys(Object(value)).length <= MAX_PROPERTIES,
      `must have at most ${MAX_PROPERTIES} members`,
    )
    .meta({ maxProperties: MAX_PROPERTIES });

/** The most objects that one field refers to: each is looked up, and none goes away meanwhile. */
export const MAX_REFERENCES = 100;

/** References to several objects. */
export const references = (words = 'must be a list of URLs') =>
  z.array(reference(), words).max(MAX_REFERENCES, `must name at most ${MAX_REFERENCES}`);

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export const name = () =>
  z
    .string('must be a string')
    .max(255, 'must have at most 255 characters')
    .regex(NAME, 'must consist of lower-case letters, digits and single hyphens between them')
    .refine((value) => !isUuid(value), 'must not look like a UUID: such a path segment is always an id')
    .describe('The internal key; derived from the title when absent.');

export const summary = () => text().max(4095, 'must have at most 4095 characters').nullable();

const MAX_METADATA = 16_384;

export const metadata = () =>
  map(z.record(line(255), text().max(MAX_METADATA), 'must be an object of strings'))
    .refine(
      (value) => JSON.stringify(value).length <= MAX_METADATA,
      `must have at most ${MAX_METADATA} characters as JSON`,
    )
    .nullable();

export const wholeNumber = (min: number, max: number) =>
  z
    .number(`must be a whole number from ${min} to ${max}`)
    .int(`must be a whole number from ${min} to ${max}`)
    .min(min, `must be a whole number from ${min} to ${max}`)
    .max(max, `must be a whole number from ${min} to ${max}`);

export const port = () => wholeNumber(1, 65535);

export const flag = () => z.boolean('must be true or false');

const HOST_WORDS = 'must be a host name or an IP address only: no scheme, no user, no port, no path, no spaces';
/** What the whole can be at most; the provider checks this much while planning. */
const HOST_CHARACTERS = /^[A-Za-z0-9._:-]{1,253}$/;

/** A host, and nothing else. */
export const host = () =>
  z.string('must be a string').max(253, HOST_WORDS).regex(HOST_CHARACTERS, HOST_WORDS).refine(isHost, HOST_WORDS);

/** Addresses of a company's own network, such as admin@localhost, are fine. */
export const email = () =>
  text()
    .max(320, 'must have at most 320 characters')
    .regex(EMAIL_ADDRESS, `must be an e-mail address: something@domain, without spaces, ${EMAIL_ADDRESS_LIMITS}`);

const LANGUAGE_WORDS = 'must be a language such as de, pt-BR or zh-Hant-TW';

/** A language that somebody reads (RFC 5646). */
export const language = () =>
  z.string('must be a string').max(MAX_LANGUAGE_LENGTH, LANGUAGE_WORDS).regex(LANGUAGE_TAG, LANGUAGE_WORDS);

export const password = () => z.string('must be a string').min(8, 'must have at least 8 characters').max(1024);

/** A reference as it is sent: the path after /api counts, with names or ids in it. */
export const reference = () =>
  z.string('must be the URL of an object').min(1, 'must be the URL of an object').max(4096);

export const httpUrl = () =>
  z
    .string('must be a string')
    .max(2048, 'must have at most 2048 characters')
    .regex(/^https?:\/\/[^\s/]+/, 'must be a URL that starts with https:// or http://')
    .refine((value) => URL.canParse(value), 'must be a URL that starts with https:// or http://');

const ADDRESS_WORDS = 'must be a URL that starts with https:// or http://, or a host such as gw.example.com:443';

/** A URL, or a host with or without its port, as gateways name where they are called. */
export const urlOrHost = () =>
  z.string('must be a string').max(2048, 'must have at most 2048 characters').refine(isUrlOrHost, ADDRESS_WORDS);

function isUrlOrHost(value: string): boolean {
  const [, bracketed, named = bracketed, port = '443'] =
    /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(value) ?? [];
  if (named === undefined) return httpUrl().safeParse(value).success;
  return isHost(named) && Number(port) >= 1 && Number(port) <= 65535;
}

/** PEM and other texts of several lines. */
export const block = (max: number) => text().min(1, 'must not be empty').max(max);

const id = z.uuid().meta({ id: 'Id' });
const moment = z.iso.datetime({ precision: 3 }).meta({ id: 'Moment' });
const certificate = z
  .strictObject({
    pem: z.string(),
    subject: z.string(),
    issuer: z.string(),
    fingerprint_sha256: z.string().regex(/^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/),
    not_before: moment,
    not_after: moment,
  })
  .meta({ id: 'Certificate' });

/** Marks what Gatepost adds to the wire of API Connect, for whoever reads the document. */
export const own = <Schema extends z.ZodType>(schema: Schema): Schema => {
  const known = schema.description ?? z.globalRegistry.get(schema)?.description;
  const { id: _shared, ...meta } = schema.meta() ?? {};
  return schema.meta({ ...meta, ...OWN, description: ownWords(known) });
};

/** The mark of such a thing, for programs. */
export const OWN = { 'x-gatepost-own': true } as const;

/** The same for people. */
export const ownWords = (description = ''): string => `Gatepost's own. ${description}`.trim();

/** What a view may hold; these describe answers, and nothing is checked with them but the answers of tests. */
export const shown = {
  url: () => z.url(),
  urlOrNull: () => z.url().nullable(),
  urls: () => z.array(z.url()),
  id: () => id,
  moment: () => moment,
  momentOrNull: () => moment.nullable(),
  certificates: () => z.array(certificate),
  expiresSoon: () => own(z.boolean().describe(`Whether a certificate ends within ${SOON_DAYS} days, or has ended.`)),
  unreadable: () =>
    own(z.boolean().describe('Whether the stored secret cannot be decrypted any more; a new one mends it.')),
};

/** Whatever JSON a field of another release holds, as long as PostgreSQL can keep it. How deep it is, the body has shown. */
export const storable = () =>
  z.unknown().refine((value) => isStorable(value), 'must not hold NUL, nor half a surrogate pair');

export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !UNSTORABLE.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).flat().every(isStorable);
}
