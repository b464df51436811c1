import { gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import { acceptsGzip, compressAnswer } from './compression.ts';
import { writeYaml } from './yaml.ts';

const JSON_TYPE = 'application/json';
/** The first is the registered one (RFC 9512). */
export const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml'];

/** Sends a body as JSON, or as YAML to whoever prefers it. */
export function represent(response: Response, body: unknown): void {
  const { req: request } = response;
  const type = preferredType(request);
  const text = type === JSON_TYPE ? JSON.stringify(body) : writeYaml(body);
  response.setHeader('Content-Type', `${type}; charset=utf-8`);
  sendText(response, text);
}

/** Up to here a text is packed at once, which takes less than a stream for it. */
const SMALL_CHARACTERS = 16_384;

/** Sends a text whose type is said, compressed for whoever accepts it. */
export function sendText(response: Response, text: string): void {
  const { req: request } = response;
  response.setHeader('Vary', 'Accept, Accept-Encoding');
  if (request.headers['accept-encoding'] === undefined) send(response, text);
  else if (!sendPacked(response, text)) compressAnswer(request, response, () => send(response, text));
}

function isPackedAtOnce(request: Request, text: string): boolean {
  const isPlain = request.method !== 'HEAD' && request.headers['if-none-match'] === undefined;
  return isPlain && text.length < SMALL_CHARACTERS && acceptsGzip(request);
}

/** Sends a text packed, where it is short and whoever asks takes it so; false: nothing was sent. */
export function sendPacked(response: Response, text: string): boolean {
  if (!isPackedAtOnce(response.req, text)) return false;
  const packed = gzipSync(text);
  response.setHeader('Content-Encoding', 'gzip');
  response.setHeader('Content-Length', packed.length);
  response.end(packed);
  return true;
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
