import express, { type Request, type Response } from 'express';
import { LIMIT_BYTES, OPEN_LIMIT_BYTES } from '../../http/body.ts';
import { textsOf } from './visit.ts';

/** Far more fields than any form has. */
const MOST_FIELDS = 1000;

const parserOf = (limit: number) => express.urlencoded({ extended: false, limit, parameterLimit: MOST_FIELDS });
const parsers = { open: parserOf(OPEN_LIMIT_BYTES), signedIn: parserOf(LIMIT_BYTES) };

/** What a form sent. @throws what the parser throws, of which the error handler knows */
export async function readForm(
  request: Request,
  response: Response,
  isSignedIn: boolean,
): Promise<Readonly<Record<string, string>>> {
  const parse = isSignedIn ? parsers.signedIn : parsers.open;
  await new Promise<void>((resolve, reject) => {
    parse(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  return textsOf(Object(request.body));
}
