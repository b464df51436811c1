import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where mail may go, as the operator says: addresses, networks such as 10.0.0.0/8, and names, also `*.acme.test`. */
export interface DestinationRules {
  /** Allowed whatever else is said. */
  readonly allow: readonly string[];
  /** Refused otherwise. */
  readonly deny: readonly string[];
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** No mail server has such an address, but services do that trust whoever reaches them, such as a cloud's metadata. */
const REFUSED_RANGES = new Set(['linkLocal', 'multicast', 'unspecified', 'broadcast']);

/** Whether a connection to this address of a host may be opened. Loopback and private networks are a company's own. */
export function mayDial(host: string, address: string, { allow, deny }: DestinationRules): boolean {
  const forms = formsOf(address);
  if (allow.some((entry) => matches(entry, host, forms.slice(0, 1)))) return true;
  return !deny.some((entry) => matches(entry, host, forms)) && !forms.some((form) => REFUSED_RANGES.has(form.range()));
}

/** An address, and the IPv4 address within it that a gateway would pass it on to. */
function formsOf(address: string): Address[] {
  const dialled = ipaddr.process(address);
  const inner = dialled instanceof ipaddr.IPv6 ? innerAddress(dialled) : null;
  return inner === null ? [dialled] : [dialled, inner];
}

function innerAddress(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  const bytes = address.toByteArray();
  const range = address.range();
  if (range === 'rfc6052' || range === 'rfc6145') return new ipaddr.IPv4(bytes.slice(12));
  return range === '6to4' ? new ipaddr.IPv4(bytes.slice(2, 6)) : null;
}

function matches(entry: string, host: string, forms: readonly Address[]): boolean {
  if (entry.includes('/')) return forms.some((form) => isWithin(form, ipaddr.parseCIDR(entry)));
  if (isIP(entry) !== 0) return forms.some((form) => form.toString() === ipaddr.process(entry).toString());
  const name = host.toLowerCase().replace(/\.$/, '');
  return entry.startsWith('*.') ? name.endsWith(entry.slice(1)) : name === entry;
}

function isWithin(address: Address, network: [Address, number]): boolean {
  return address.kind() === network[0].kind() && address.match(network);
}
