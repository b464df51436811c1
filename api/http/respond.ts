import type { Request, Response } from 'express';
import { type ApiError, ERROR_CODES } from '../errors.ts';
import { represent, sendText } from './representation.ts';
import type { Answer } from './route.ts';

export function respond(response: Response, answer: Answer): void {
  // Each property that a response gets costs as much as a header.
  if (answer.status !== 200) response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (answer.body === undefined) response.end();
  else represent(response, answer.body);
}

/** An error in the form the wire has, or as a problem document (RFC 9457) for those who ask for it. */
export function respondError(request: Request, response: Response, error: ApiError): void {
  const { violations, headers, extra } = error.details;
  const errors =
    error.details.errors ?? violations?.map(({ pointer, message }) => (pointer ? `${pointer} ${message}` : message));
  const common = {
    status: error.status,
    code: error.code,
    ...(violations && { violations }),
    ...(errors && { errors }),
    ...extra,
  };
  response.status(error.status).set(headers ?? {});
  // RFC 9110, section 15.5.2: a 401 says how to sign in.
  if (error.status === 401 && !headers?.['WWW-Authenticate'])
    response.set('WWW-Authenticate', 'Bearer realm="gatepost"');
  if (request.accepts(['application/json', 'application/problem+json']) === 'application/problem+json') {
    const problem = { type: 'about:blank', title: ERROR_CODES[error.code].meaning, detail: error.message, ...common };
    response.type('application/problem+json');
    sendText(response, JSON.stringify(problem));
    return;
  }
  represent(response, { ...common, message: [error.message] });
}
