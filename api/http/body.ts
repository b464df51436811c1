import express, { type Request, type RequestHandler, type Response } from 'express';
import { ApiError } from '../errors.ts';
import { isTooDeep, MAX_DEPTH } from './depth.ts';
import { YAML_TYPES } from './representation.ts';
import { MAX_YAML_BYTES, readYaml, YamlError } from './yaml.ts';

/** The most bytes that are read of a body, decompressed. */
export const LIMIT_BYTES = 1_048_576;
/** Where nobody has said who they are. */
export const OPEN_LIMIT_BYTES = 65_536;

const JSON_TYPES = ['application/json', 'application/*+json'];

/** A body that does not say what it is, as some scripts send it, is taken for JSON. */
const isJson = (request: Request) => request.headers['content-type'] === undefined || request.is(JSON_TYPES) !== false;

const parsers = new Map<number, readonly RequestHandler[]>();

function parsersFor(limit: number): readonly RequestHandler[] {
  const known = parsers.get(limit) ?? [
    express.json({ limit, strict: false, type: (request) => isJson(request as Request) }),
    express.text({ limit: Math.min(limit, MAX_YAML_BYTES), type: YAML_TYPES }),
  ];
  parsers.set(limit, known);
  return known;
}

/**
 * Reads a JSON or YAML body, also a compressed one; undefined: there is none.
 * @throws 413 beyond the limit, 415 for another type, 400 for what is neither JSON nor YAML, or too deep.
 */
export async function readBody(request: Request, response: Response, limit: number): Promise<unknown> {
  if (!carriesBody(request.headers)) return undefined;
  for (const parser of parsersFor(limit)) await finished(parser, request, response);
  if (request.body === undefined) throw unreadable();
  const isYaml = typeof request.body === 'string' && request.is(YAML_TYPES) !== false;
  const body: unknown = isYaml ? parseYaml(request.body) : request.body;
  if (isTooDeep(body)) throw new ApiError('validation_failed', `The body has more than ${MAX_DEPTH} levels.`);
  return body;
}

function finished(parser: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    parser(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
  });
}

function parseYaml(text: string): unknown {
  try {
    return readYaml(text);
  } catch (error) {
    if (error instanceof YamlError) throw new ApiError('validation_failed', error.message);
    throw error;
  }
}

function carriesBody(headers: Request['headers']): boolean {
  return Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
}

function unreadable(): ApiError {
  return new ApiError('unsupported_media_type', 'Send the body as application/json or application/yaml.');
}
