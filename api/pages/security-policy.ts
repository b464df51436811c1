import { createHash } from 'node:crypto';
import { readAsset } from './asset.ts';

/** What stands in the style element of every page, to the byte. */
export const STYLE = readAsset('style.css');

/** Nothing but our own script, our own style and calls to ourselves. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
