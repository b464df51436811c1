import { isIP, isIPv4, isIPv6 } from 'node:net';
import { hostname } from 'node:os';

/** What nodemailer says where nothing better is known; strict relays refuse it. */
const NOBODY = '[127.0.0.1]';

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/i;
const MAX_LENGTH = 253;

/** What a client may call itself (RFC 5321, section 4.1.1.1): a name of letters, digits and hyphens, or an address literal. */
export function isHeloName(value: string): boolean {
  const [, v6, v4] = /^\[(?:IPv6:([^%]+)|(.+))\]$/.exec(value) ?? [];
  if (v6 !== undefined) return isIPv6(v6);
  if (v4 !== undefined) return isIPv4(v4);
  return value.length <= MAX_LENGTH && value.split('.').every((label) => LABEL.test(label)) && !/^[\d.]+$/.test(value);
}

/**
 * The name of a cloud that was given none: that of its public URL, else that of the machine. Either only as far as a
 * strict relay takes it: a name without a domain, such as localhost, is refused where a literal would pass.
 */
export function defaultHeloName(publicUrl: string | null, machine = hostname()): string {
  const known = publicUrl === null ? [machine] : [new URL(publicUrl).hostname, machine];
  return known.map(withoutFinalDot).map(asLiteral).find(isQualified) ?? NOBODY;
}

const withoutFinalDot = (host: string) => host.replace(/\.$/, '');

/** URLs write an IPv6 address in brackets, SMTP says within them which kind it is. */
function asLiteral(host: string): string {
  const address = host.replace(/^\[(.*)\]$/, '$1');
  const version = isIP(address);
  if (version === 0) return host;
  return version === 6 ? `[IPv6:${address}]` : `[${address}]`;
}

const isQualified = (name: string) => isHeloName(name) && (name.startsWith('[') || name.includes('.'));
