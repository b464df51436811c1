import type { Attribute, Attributes } from './attribute.ts';
import type { AttributeMessage, SchemaMessage } from './protocol/schema.ts';
import { typeBytes } from './type.ts';

const MARKDOWN = 1;
const NESTING = { single: 1, list: 2 } as const;

/** What a schema is made from: a resource, a data source or the provider's configuration. */
export interface Described {
  readonly description: string;
  readonly version?: number;
  readonly attributes: Attributes;
  readonly identity?: readonly string[];
}

/** The schema as the protocol has it. */
export function schemaMessage({ description, version, attributes }: Described): SchemaMessage {
  return {
    version: version ?? 0,
    block: { attributes: attributeMessages(attributes), description, description_kind: MARKDOWN },
  };
}

function attributeMessages(attributes: Attributes): AttributeMessage[] {
  return Object.entries(attributes).map(([name, attribute]) => ({
    name,
    ...typeMessage(attribute),
    description: attribute.description,
    description_kind: MARKDOWN,
    required: attribute.required ?? false,
    optional: attribute.optional ?? false,
    computed: attribute.computed ?? false,
    sensitive: attribute.sensitive ?? false,
    write_only: attribute.writeOnly ?? false,
    deprecated: attribute.deprecated !== undefined,
    deprecation_message: attribute.deprecated ?? '',
  }));
}

function typeMessage({ type, nested }: Attribute): Pick<AttributeMessage, 'type' | 'nested_type'> {
  if (!nested) return { type: typeBytes(type) };
  return { nested_type: { attributes: attributeMessages(nested.attributes), nesting: NESTING[nested.nesting] } };
}
