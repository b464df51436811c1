import { isIP } from 'node:net';

const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i;

/** A host name (RFC 1123; underscores too, which company networks have) or an IP address without brackets. */
export function isHost(value: string): boolean {
  if (isIP(value) !== 0) return true;
  const labels = value.replace(/\.$/, '').split('.');
  return value.length <= 253 && labels.every((label) => LABEL.test(label)) && !/^[\d.]+$/.test(value);
}
