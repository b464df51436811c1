import { ApiError, type Violation } from './api-error.ts';
import type { ApiAnswer, ApiRequest } from './connection.ts';

/**
 * The body of an answer that is a success; undefined when there is none.
 * @throws ApiError for any other status, and for a body that is not JSON
 */
export function readBody(request: ApiRequest, answer: ApiAnswer): unknown {
  const body = parse(answer.text);
  const isSuccess = answer.status >= 200 && answer.status < 300;
  if (isSuccess && (body !== undefined || answer.text === '')) return body;
  throw refusal(request, answer, isRecord(body) ? body : undefined);
}

/** The query of the page that a Link header calls the next one (RFC 8288): its path is the one that was asked for. */
export function queryOfNext(link: string | string[] | undefined): string | undefined {
  const [, url = ''] = /<([^>]*)>\s*;\s*rel="?next"?/.exec(String(link ?? '')) ?? [];
  return URL.canParse(url, 'http://api') ? new URL(url, 'http://api').search || undefined : undefined;
}

function refusal({ method, path }: ApiRequest, answer: ApiAnswer, body: Record<string, unknown> | undefined): ApiError {
  const { status, headers } = answer;
  return new ApiError({
    request: `${method} /api${path}`,
    status,
    // A proxy's page has no code, so its 404 is never taken for an object that is gone.
    code: typeof body?.code === 'string' ? body.code : '',
    message: texts(body?.message).join(' ') || foreignAnswer(answer),
    errors: texts(body?.errors),
    violations: Array.isArray(body?.violations) ? body.violations.filter(isViolation) : [],
    requestId: headers['x-request-id']?.toString(),
    retryAfterMs: retryAfterMs(headers['retry-after']),
    body,
  });
}

function foreignAnswer({ status, headers }: ApiAnswer): string {
  const to = headers.location ? ` It redirects to ${headers.location}.` : '';
  return `Status ${status}, and not in the API's words.${to} Check that \`endpoint\` is the URL of a Gatepost API.`;
}

/** @param header seconds, or a date (RFC 9110, section 10.2.3) */
function retryAfterMs(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const waitMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(waitMs) ? undefined : Math.max(0, waitMs);
}

function texts(value: unknown): string[] {
  return [value].flat().filter((text): text is string => typeof text === 'string');
}

function isViolation(value: unknown): value is Violation {
  return isRecord(value) && typeof value.pointer === 'string' && typeof value.message === 'string';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
