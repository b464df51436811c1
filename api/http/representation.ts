import type { Request, Response } from 'express';
import { stringify } from 'yaml';
import { compressAnswer, THRESHOLD_BYTES } from './compression.ts';

const JSON_TYPE = 'application/json';
/** The first is the registered one (RFC 9512). */
export const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml'];

/** Sends a body as JSON, or as YAML to whoever prefers it; a large one compressed. */
export function represent(response: Response, body: unknown): void {
  const { req: request } = response;
  const type = preferredType(request);
  const text = type === JSON_TYPE ? JSON.stringify(body) : writeYaml(body);
  response.setHeader('Vary', 'Accept');
  response.setHeader('Content-Type', `${type}; charset=utf-8`);
  if (text.length < THRESHOLD_BYTES) send(response, text);
  else compressAnswer(request, response, () => send(response, text));
}

/** Express's own `send` would take the type apart once more; what it does of conditional requests is wanted. */
function send(response: Response, text: string): void {
  if (response.req.headers['if-none-match'] !== undefined) {
    response.send(text);
    return;
  }
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(text);
}

/** What most clients say is not worth a negotiation. */
function preferredType(request: Request): string {
  const { accept = JSON_TYPE } = request.headers;
  if (accept === JSON_TYPE || accept === '*/*') return JSON_TYPE;
  return request.accepts([JSON_TYPE, ...YAML_TYPES]) || JSON_TYPE;
}

/** Texts that readers of YAML 1.1 would take for something else, such as `no` or a date, are quoted. */
const writeYaml = (body: unknown): string =>
  stringify(body, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
