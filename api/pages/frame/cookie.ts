/** A cookie to be set; null: to be taken away. */
export interface Cookie {
  name: string;
  value: string | null;
  /** How long the browser keeps it; undefined: as long as it runs. */
  maxAgeS?: number;
}

const MAX_COOKIES_LENGTH = 8192;

/** The cookies of a request, by name; what is no cookie is passed over. */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  if (header === undefined || header.length > MAX_COOKIES_LENGTH) return cookies;
  for (const part of header.split(';')) {
    const [, name, value] = /^\s*([^=\s]+)=([\w.~+/=%-]*)\s*$/.exec(part) ?? [];
    if (name !== undefined && value !== undefined && !cookies.has(name)) cookies.set(name, value);
  }
  return cookies;
}

/**
 * Over TLS the prefix has browsers refuse the cookie from any other host, path or scheme. It demands `Secure`, which
 * browsers do not send over plain HTTP, so that on loopback the name is a plain one.
 */
export const nameOver = (isSecure: boolean, name: string): string => (isSecure ? `__Host-${name}` : name);

/** No script reads it, and no other site's form sends it. */
export function writeCookie(isSecure: boolean, { name, value, maxAgeS }: Cookie): string {
  const age = value === null ? 0 : maxAgeS;
  const parts = [`${nameOver(isSecure, name)}=${value ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (age !== undefined) parts.push(`Max-Age=${age}`);
  if (isSecure) parts.push('Secure');
  return parts.join('; ');
}
