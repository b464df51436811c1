import { cleanText } from '../../clean-text.ts';
import { TokenFailure } from '../server/access-token.ts';
import type { FormAnswer } from './form-post.ts';

/** What a token endpoint issued. */
export interface IssuedTokens {
  access_token: string;
  /** For how long it is good; as long as nobody said so, for a short while. */
  lifetime_s: number;
  /** Takes the place of the one that was used; null: that one stays. */
  refresh_token: string | null;
}

/** RFC 6749, appendix A.12 and A.17, without spaces: nothing else fits into `Bearer` and a line of SMTP. */
const TOKEN = /^[\x21-\x7e]+$/;
/** With what stands around it, a token of this length still fits into a line of AUTH (RFC 4954, section 4: 12,288). */
const MAX_TOKEN = 8_192;

const DEFAULT_LIFETIME_S = 300;
const MAX_LIFETIME_S = 86_400;

const MAX_CODE = 100;
const MAX_DESCRIPTION = 500;

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the answer of a token endpoint (RFC 6749, sections 5.1 and 5.2).
 * @param hide takes secrets out of what is shown
 * @throws TokenFailure
 */
export function readTokens(host: string, { status, text }: FormAnswer, hide: (said: string) => string): IssuedTokens {
  const answer = parseObject(text);
  if (status >= 300 && status < 400) {
    throw unintelligible(host, `sends elsewhere (${status}), which is not followed; set token_url to where it leads`);
  }
  if (status >= 400 || answer?.error !== undefined) throw refusal(host, status, answer, hide);
  if (status !== 200 || answer === null) throw unintelligible(host, `answered ${status} without a JSON object`);
  if (!isToken(answer.access_token)) throw unintelligible(host, 'answered no access_token that can be used');
  const { token_type: type, refresh_token = null } = answer;
  if (type !== undefined && String(type).toLowerCase() !== 'bearer') {
    throw unintelligible(host, 'answered a token that is not of the type Bearer');
  }
  if (refresh_token !== null && !isToken(refresh_token)) {
    throw unintelligible(host, 'answered a refresh_token that cannot be used');
  }
  return { access_token: answer.access_token, lifetime_s: lifetimeOf(answer.expires_in), refresh_token };
}

function parseObject(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

const isToken = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= MAX_TOKEN && TOKEN.test(value);

/** In seconds; some write the number as a text. What is no lifetime is as good as none. */
function lifetimeOf(expiresIn: unknown): number {
  const seconds = typeof expiresIn === 'string' && /^\d{1,10}$/.test(expiresIn) ? Number(expiresIn) : expiresIn;
  if (typeof seconds !== 'number' || !(seconds >= 0)) return DEFAULT_LIFETIME_S;
  return Math.min(Math.floor(seconds), MAX_LIFETIME_S);
}

/** Of the answer only what RFC 6749 names is repeated: a test of a connection is no way to read any service. */
function refusal(host: string, status: number, answer: Json | null, hide: (said: string) => string): TokenFailure {
  const { error, error_description: description } = answer ?? {};
  const words = [say(error, MAX_CODE, hide), say(description, MAX_DESCRIPTION, hide)].filter(Boolean).join(': ');
  const said = words === '' ? `answered ${status}` : `answered ${status}, ${words}`;
  return new TokenFailure('TOKEN_REFUSED', `The token endpoint ${host} gave no access token: it ${said}`);
}

/** Hidden before it is cut, so that no half of a secret is left over. */
const say = (value: unknown, maxLength: number, hide: (said: string) => string): string =>
  typeof value === 'string' ? cleanText(hide(value), maxLength) : '';

const unintelligible = (host: string, what: string): TokenFailure =>
  new TokenFailure('TOKEN_UNINTELLIGIBLE', `The token endpoint ${host} ${what}.`);
