import { BlockList, isIP } from 'node:net';

/** A host as an URL names it, and its port; both as text. */
export interface Destination {
  /** In lower case, without brackets. */
  readonly host: string;
  readonly port: string;
}

/**
 * Whether a destination is reached without a proxy, by the rules of Go's httpproxy, which every other provider has: this
 * machine always; else what NO_PROXY lists: `*`, addresses, networks (`10.0.0.0/8`), domains with all that is below them
 * (`example.com`), or only what is below (`.example.com`, `*.example.com`); all but networks with a port, if they like.
 */
export function isDirect({ host, port }: Destination, noProxy: string): boolean {
  if (isThisMachine(host)) return true;
  return noProxy
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry !== '' && covers(entry, host, port));
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isWithin(host, entry);
  const { name, onlyPort } = splitPort(entry);
  if (name === '' || (onlyPort !== undefined && onlyPort !== port)) return false;
  if (isIP(name) !== 0) return isIP(host) !== 0 && isWithin(host, `${name}/${isIP(name) === 4 ? 32 : 128}`);
  const below = name.replace(/^\*(?=\.)/, '');
  return below.startsWith('.') ? host.endsWith(below) : host === below || host.endsWith(`.${below}`);
}

function splitPort(entry: string): { name: string; onlyPort?: string | undefined } {
  if (isIP(entry) !== 0) return { name: entry };
  const [, bracketed, plain, onlyPort] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d*))?$/.exec(entry) ?? [];
  return { name: bracketed ?? plain ?? entry, onlyPort };
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || isWithin(host, '127.0.0.0/8') || isWithin(host, '::1/128');
}

/** False for whatever is no address, or no network. */
function isWithin(host: string, network: string): boolean {
  const [address = '', length] = network.split('/');
  const [family, ofNetwork] = [isIP(host), isIP(address)];
  const bits = /^\d{1,3}$/.test(length ?? '') ? Number(length) : -1;
  if (family === 0 || family !== ofNetwork || bits < 0 || bits > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(address, bits, kind);
  return list.check(host, kind);
}
