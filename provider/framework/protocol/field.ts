import type { MessageShape } from '../../plugin/proto/message.ts';
import { diagnostic, dynamicValue } from './diagnostic.ts';

/** Fields of the messages beside, by their number. */
export const string = (number: number) => ({ number, type: 'string' }) as const;
export const bytes = (number: number) => ({ number, type: 'bytes' }) as const;
export const bool = (number: number) => ({ number, type: 'bool' }) as const;
export const int64 = (number: number) => ({ number, type: 'int64' }) as const;
export const one = (number: number, shape: MessageShape) => ({ number, type: () => shape }) as const;
export const many = (number: number, shape: MessageShape) => ({ ...one(number, shape), repeated: true }) as const;
export const map = (number: number, shape: MessageShape) => ({ ...one(number, shape), map: true }) as const;
export const optional = <F>(field: F) => ({ ...field, optional: true }) as const;

export const value = (number: number) => one(number, dynamicValue);
export const diagnostics = (number: number) => many(number, diagnostic);

export const capabilities: MessageShape = { deferral_allowed: bool(1), write_only_attributes_allowed: bool(2) };
export const rawState: MessageShape = { json: bytes(1), flatmap: { number: 2, type: 'string', map: true } };
export const typeName: MessageShape = { type_name: string(1) };
