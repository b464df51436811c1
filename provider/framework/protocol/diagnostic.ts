import type { MessageShape } from '../../plugin/proto/message.ts';

/** Field numbers here and beside: tfplugin6, protocol 6.11. */
export const dynamicValue: MessageShape = {
  msgpack: { number: 1, type: 'bytes' },
  json: { number: 2, type: 'bytes' },
};

export interface DynamicValueMessage {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

const step: MessageShape = {
  attribute_name: { number: 1, type: 'string', optional: true },
  element_key_string: { number: 2, type: 'string', optional: true },
  element_key_int: { number: 3, type: 'int64', optional: true },
};

/** Exactly one of the three. */
export interface StepMessage {
  readonly attribute_name?: string;
  readonly element_key_string?: string;
  readonly element_key_int?: number;
}

export const attributePath: MessageShape = { steps: { number: 1, type: () => step, repeated: true } };

export interface PathMessage {
  readonly steps: readonly StepMessage[];
}

export const diagnostic: MessageShape = {
  /** 1 error, 2 warning */
  severity: { number: 1, type: 'enum' },
  summary: { number: 2, type: 'string' },
  detail: { number: 3, type: 'string' },
  attribute: { number: 4, type: () => attributePath },
};

export interface DiagnosticMessage {
  readonly severity: 1 | 2;
  readonly summary: string;
  readonly detail: string;
  readonly attribute?: PathMessage;
}
