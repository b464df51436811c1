import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a form carries to show that it was ours (CSRF): made with what only the browser's own cookie holds. */
export function issueFormToken(cookie: string): string {
  // Another one each time, so that the length of compressed pages tells nothing of it.
  const nonce = randomBytes(16).toString('base64url');
  return `${nonce}.${sign(cookie, nonce)}`;
}

export function isFormToken(cookie: string, token: string): boolean {
  const [nonce = '', signature = ''] = token.split('.');
  const expected = Buffer.from(sign(cookie, nonce));
  const sent = Buffer.from(signature);
  return nonce !== '' && sent.length === expected.length && timingSafeEqual(sent, expected);
}

const sign = (cookie: string, nonce: string): string =>
  createHmac('sha256', cookie).update(`form ${nonce}`).digest('base64url');
