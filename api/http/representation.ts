import type { Response } from 'express';
import { stringify } from 'yaml';

const JSON_TYPE = 'application/json';
/** The first is the registered one (RFC 9512). */
export const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml'];

/** Sends a body as JSON, or as YAML to whoever prefers it. */
export function represent(response: Response, body: unknown): void {
  const { req: request } = response;
  response.vary('Accept');
  const type = request.accepts([JSON_TYPE, ...YAML_TYPES]);
  if (type === false || type === JSON_TYPE) response.json(body);
  else response.type(String(type)).send(writeYaml(body));
}

/** Texts that readers of YAML 1.1 would take for something else, such as `no` or a date, are quoted. */
const writeYaml = (body: unknown): string =>
  stringify(body, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
