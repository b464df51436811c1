import express, { type Request, type RequestHandler } from 'express';
import { parse } from 'yaml';
import { ApiError } from '../errors.ts';
import { YAML_TYPES } from './representation.ts';

const LIMIT = '1mb';
const JSON_TYPES = ['application/json', 'application/*+json'];

/** A body that does not say what it is, as some scripts send it, is taken for JSON. */
const isJson = (request: Request) => request.headers['content-type'] === undefined || request.is(JSON_TYPES) !== false;

/** Reads JSON and YAML bodies of up to 1 MB, also compressed ones. */
export const readBody: RequestHandler[] = [
  express.json({ limit: LIMIT, strict: false, type: (request) => isJson(request as Request) }),
  express.text({ limit: LIMIT, type: YAML_TYPES }),
  (request, _response, next) => {
    if (typeof request.body === 'string' && request.is(YAML_TYPES)) request.body = parseYaml(request.body);
    else if (request.body === undefined && carriesBody(request.headers)) throw unreadable();
    next();
  },
];

function parseYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0, logLevel: 'error' });
  } catch {
    throw new ApiError('validation_failed', 'The body is not valid YAML.');
  }
}

function carriesBody(headers: {
  'content-length'?: string | undefined;
  'transfer-encoding'?: string | undefined;
}): boolean {
  return Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
}

function unreadable(): ApiError {
  return new ApiError('unsupported_media_type', 'Send the body as application/json or application/yaml.');
}
