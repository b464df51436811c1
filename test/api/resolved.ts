import { Validator } from '@seriousme/openapi-schema-validator';

type Json = Record<string, unknown>;

/** A document of OpenAPI with everything where it is used, instead of references. */
export function resolved<Document extends Json>(document: object): Document {
  return new Validator().resolveRefs({ specification: structuredClone(document) as Json }) as Document;
}
