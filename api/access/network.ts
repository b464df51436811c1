import ipaddr from 'ipaddr.js';

/** 16 bits each: whoever has an IPv6 address has a whole /64 of them. */
const NETWORK_GROUPS = 4;

/** Where a request comes from: an IPv4 address, or the /64 of an IPv6 address, which counts as one. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const ip = ipaddr.process(address);
  if (ip instanceof ipaddr.IPv4) return ip.toString();
  const groups = ip.parts.slice(0, NETWORK_GROUPS);
  return groups.map((group) => group.toString(16)).join(':');
}

/** Whether a connection from there comes from this machine itself. */
export function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}
