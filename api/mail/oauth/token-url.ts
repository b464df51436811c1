import ipaddr from 'ipaddr.js';

/**
 * What is wrong with the URL of a token endpoint; null: nothing. Secrets go there, so that it is HTTPS, but for a program
 * on this very machine (RFC 6749, section 3.2: TLS, and no fragment).
 */
export function tokenUrlFault(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['https:', 'http:'].includes(url.protocol)) return 'must be a URL that starts with https://';
  if (url.username || url.password) return 'must hold no user and no password';
  if (text.includes('#')) return 'must have no fragment, which is what follows #';
  if (url.protocol === 'http:' && !isLoopbackName(hostOf(url))) {
    return 'must start with https://; http:// is for this machine alone, such as http://localhost:8080/token';
  }
  return null;
}

/** The host as it is looked up: an IPv6 address has no brackets there. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

function isLoopbackName(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || (ipaddr.isValid(host) && isLoopback(host));
}

export const isLoopback = (address: string): boolean => ipaddr.process(address).range() === 'loopback';
