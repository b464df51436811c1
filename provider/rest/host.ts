import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** Hosts as people write them: names in any script, IPv6 addresses in brackets or without. */

/** As the API takes it: A-labels (RFC 5890), an IPv6 address without its brackets. */
export function hostToWire(host: string): string {
  if (isBracketed(host)) return host.slice(1, -1);
  return isAscii(host) ? host : domainToASCII(host);
}

/** Whether two spellings are one host: names are compared without regard to case (RFC 4343). */
export function isSameHost(a: string, b: string): boolean {
  return hostToWire(a).toLowerCase() === hostToWire(b).toLowerCase();
}

/** What is wrong with a host, as the end of a sentence, with a hint where it is plain what was meant. */
export function hostFault(host: string): string | undefined {
  if (isBracketed(host) && isIP(host.slice(1, -1)) === 6) return undefined;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(host)) return `${HOST_ONLY}: leave out ${JSON.stringify(host.split('//')[0])}//`;
  if (isIP(host) === 0 && /^\[[^\]]*\]:\d+$|^[^:]+:\d+$/.test(host)) return `${HOST_ONLY}: the port goes into \`port\``;
  if (isAscii(host)) return /^[A-Za-z0-9._:-]{1,253}$/.test(host) ? undefined : HOST_ONLY;
  const ascii = domainToASCII(host);
  return ascii === '' || ascii.length > 253 || /[^A-Za-z0-9._-]/.test(ascii)
    ? `${HOST_ONLY}: no domain can have these characters`
    : undefined;
}

const HOST_ONLY = 'must be a host name or an IP address only: no scheme, no user, no port, no path, no spaces';

const isBracketed = (host: string): boolean => host.startsWith('[') && host.endsWith(']');

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII as a whole
const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);
