import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { EMAIL_ADDRESS, EMAIL_ADDRESS_LIMITS } from './email-address.ts';
import { isHost } from './host.ts';

/** Kinds of environment variables. Each message goes on where the variable's name ends, and says what would be right. */

type Issue = { readonly input?: unknown };

/** Told only of what is no secret. */
const not = ({ input }: Issue): string => `not ${JSON.stringify(input)}.`;

export const host = () =>
  z.string().refine(isHost, {
    error: (issue) =>
      `must be an IP address or a host name (no scheme, no port, an IPv6 address without brackets), ${not(issue)}`,
  });

export const port = () =>
  z
    .string()
    .refine((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65535, {
      error: (issue) => `must be a whole number from 0 (any free port) to 65535, ${not(issue)}`,
    })
    .transform(Number);

/** A whole number within bounds, both included. */
export const whole = (least: number, most: number) =>
  z
    .string()
    .refine((value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most, {
      error: (issue) => `must be a whole number from ${least} to ${most}, ${not(issue)}`,
    })
    .transform(Number);

/** Several of these words with commas between them, at least one. */
export const someOf = <const Word extends string>(words: readonly Word[]) =>
  z
    .string()
    .refine((value) => split(value).every((each) => words.some((word) => word === each)), {
      error: (issue) => `must be one or several of ${words.join(', ')}, with commas between them, ${not(issue)}`,
    })
    .transform((value) => words.filter((word) => split(value).includes(word)));

const split = (value: string): string[] => value.split(',').map((each) => each.trim());

export const oneOf = <const Word extends string>(words: readonly Word[]) =>
  z.enum(words, { error: (issue) => `must be one of ${words.join(', ')}, ${not(issue)}` });

/** The address may hold a password, so it is not quoted. */
export const url = (...protocols: readonly string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}.`,
  });

export const email = () =>
  z.string().regex(EMAIL_ADDRESS, {
    error: (issue) =>
      'must be an e-mail address, such as admin@acme.test, without white space or line breaks, ' +
      `${EMAIL_ADDRESS_LIMITS}, ${not(issue)}`,
  });

/** The two line separators of Unicode break lines too. */
export const line = () =>
  z.string().regex(/^[^\p{Cc}\u2028\u2029]*$/u, {
    error: (issue) => `must be a single line without control characters, ${not(issue)}`,
  });

/** Names of subnets that Express knows. */
const SUBNET_NAMES = ['loopback', 'linklocal', 'uniquelocal'];

/** Express would also take 10.1 for 10.0.0.1 and 1 for 0.0.0.1; who writes that means something else. */
function isProxy(value: string): boolean {
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(value) || ipaddr.IPv6.isValid(value);
  const isSubnet = ipaddr.IPv4.isValidCIDRFourPartDecimal(value) || ipaddr.IPv6.isValidCIDR(value);
  return SUBNET_NAMES.includes(value) || isAddress || (isSubnet && !value.endsWith('/0'));
}

export const proxies = () =>
  z.string().refine((value) => value.split(',').every((each) => isProxy(each.trim())), {
    error: (issue) =>
      'must be an IP address, a subnet such as 10.0.0.0/8, or one of the words ' +
      `loopback, linklocal or uniquelocal, or several of these with commas between them, ${not(issue)}`,
  });

function isDestination(value: string): boolean {
  if (value.includes('/')) return ipaddr.IPv4.isValidCIDRFourPartDecimal(value) || ipaddr.IPv6.isValidCIDR(value);
  return isHost(value.replace(/^\*\./, ''));
}

/** Addresses, networks and names. */
export const destinations = () =>
  z
    .string()
    .transform((value) =>
      value
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    )
    .refine((values) => values.every(isDestination), {
      error: (issue) =>
        'must be IP addresses, networks such as 10.0.0.0/8, and host names such as smtp.acme.test or *.acme.test, with ' +
        `commas between them, ${not(issue)}`,
    })
    .transform((values) => values.map((value) => value.replace(/\.$/, '')));

const KEY_BYTES = 32;

/** Node's decoder skips what is no base64; a key that was mistyped must not become another key. */
function isKey(value: string): boolean {
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === KEY_BYTES && bytes.toString('base64').replace(/=+$/, '') === value.replace(/=+$/, '');
}

const decode = (value: string): Buffer => Buffer.from(value, 'base64');

export const key = () =>
  z.string().refine(isKey, 'must be 32 bytes in base64; make one with: openssl rand -base64 32').transform(decode);

export const keys = () =>
  z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .refine((values) => values.every(isKey), 'must be keys of 32 bytes in base64, separated by commas or lines.')
    .transform((values) => values.map(decode));
