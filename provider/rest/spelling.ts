import { constraints } from '../generated/constraints.ts';
import { isUuid } from './reference.ts';

/** What means the same however it is written, as the API or whoever it speaks to takes it. */

/** Names of hosts and of domains (RFC 4343), and what the API compares without regard to case. */
export function isSameInAnyCase(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** An id is one in any case, a name to the letter. */
export function isSameNameOrId(a: string, b: string): boolean {
  return a === b || (isUuid(a) && isSameInAnyCase(a, b));
}

/** An e-mail address: only whom the domain belongs to knows whether `Ann` is `ann` (RFC 5321, section 2.4). */
export function isSameAddress(a: string, b: string): boolean {
  return withDomainInLowerCase(a) === withDomainInLowerCase(b);
}

function withDomainInLowerCase(address: string): string {
  const at = address.lastIndexOf('@');
  return address.slice(0, at) + address.slice(at).toLowerCase();
}

/** A URL: scheme and host are one in any case (RFC 3986, section 6.2.2.1); so is a host without a scheme. */
export function isSameUrl(a: string, b: string): boolean {
  return withHostInLowerCase(a) === withHostInLowerCase(b);
}

/** Scheme, who signs in, host with its port, and all that follows. */
const URL_PARTS = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#@]*@)?([^/?#]*)(.*)$/is;

function withHostInLowerCase(url: string): string {
  const [, scheme, user = '', host = '', rest = ''] = URL_PARTS.exec(url) ?? [];
  return scheme === undefined ? url.toLowerCase() : scheme.toLowerCase() + user + host.toLowerCase() + rest;
}

const TAG = new RegExp(constraints.user.language.pattern, 'u');

/** A language: `DE-at` is `de-AT`, and `iw` the Hebrew that is `he` by now (RFC 5646, section 4.5). */
export function isSameLanguage(a: string, b: string): boolean {
  return languageOf(a) === languageOf(b);
}

const languageOf = (tag: string): string => (TAG.test(tag) ? (Intl.getCanonicalLocales(tag)[0] ?? tag) : tag);
