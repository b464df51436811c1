/** A mail ready for SMTP. */
export interface ComposedMail {
  envelope: { from: string; to: string[]; size: number; use8BitMime: boolean };
  raw: Buffer;
}
