/** When TLS begins: with the first byte, or after the greeting by STARTTLS. */
export const TLS_MODES = ['implicit', 'starttls'] as const;
export type TlsMode = (typeof TLS_MODES)[number];

/** RFC 8314, section 3.3, and the port that stands in for it where 465 is closed. */
const IMPLICIT_TLS_PORTS: ReadonlySet<number> = new Set([465, 2465]);

interface Wanted {
  secure: boolean;
  port: number;
  tls_mode: TlsMode | null;
}

/** How a server is spoken to: as it says itself, else as its port does. Null: not secure, so that TLS may be left out. */
export function tlsModeOf({ secure, port, tls_mode }: Wanted): TlsMode | null {
  if (!secure) return null;
  return tls_mode ?? (IMPLICIT_TLS_PORTS.has(port) ? 'implicit' : 'starttls');
}
