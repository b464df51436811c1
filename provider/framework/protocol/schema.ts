import type { MessageShape } from '../../plugin/proto/message.ts';

const attribute: MessageShape = {
  name: { number: 1, type: 'string' },
  type: { number: 2, type: 'bytes' },
  description: { number: 3, type: 'string' },
  required: { number: 4, type: 'bool' },
  optional: { number: 5, type: 'bool' },
  computed: { number: 6, type: 'bool' },
  sensitive: { number: 7, type: 'bool' },
  description_kind: { number: 8, type: 'enum' },
  deprecated: { number: 9, type: 'bool' },
  nested_type: { number: 10, type: () => nestedObject },
  write_only: { number: 11, type: 'bool' },
  deprecation_message: { number: 12, type: 'string' },
};

export interface AttributeMessage {
  readonly name: string;
  readonly type?: Uint8Array;
  readonly nested_type?: { readonly attributes: readonly AttributeMessage[]; readonly nesting: number };
  readonly description: string;
  readonly description_kind: number;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly sensitive: boolean;
  readonly write_only: boolean;
  readonly deprecated: boolean;
  readonly deprecation_message: string;
}

const nestedObject: MessageShape = {
  attributes: { number: 1, type: () => attribute, repeated: true },
  /** 1 single, 2 list */
  nesting: { number: 3, type: 'enum' },
};

/** Blocks within blocks are not used: attributes nest. */
const block: MessageShape = {
  version: { number: 1, type: 'int64' },
  attributes: { number: 2, type: () => attribute, repeated: true },
  description: { number: 4, type: 'string' },
  /** 0 plain, 1 Markdown */
  description_kind: { number: 5, type: 'enum' },
  deprecated: { number: 6, type: 'bool' },
  deprecation_message: { number: 7, type: 'string' },
};

export const schema: MessageShape = {
  version: { number: 1, type: 'int64' },
  block: { number: 2, type: () => block },
};

export interface SchemaMessage {
  readonly version: number;
  readonly block: {
    readonly attributes: readonly AttributeMessage[];
    readonly description: string;
    readonly description_kind: number;
  };
}
