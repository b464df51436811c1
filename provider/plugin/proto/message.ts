/**
 * The shape of protobuf messages and services as plain data, so that no .proto file is loaded when the process starts.
 * Keys are the protocol's own field names. proto3 rules: an absent scalar reads as its zero value, an absent message as
 * undefined, an absent repeated field or map as an empty one; zero values are not written.
 */
export type ScalarType = 'string' | 'bytes' | 'bool' | 'int64' | 'int32' | 'enum';

export interface FieldShape {
  readonly number: number;
  /** A scalar, or a function giving a message shape (a function, so that shapes may refer to each other). */
  readonly type: ScalarType | (() => MessageShape);
  readonly repeated?: true;
  /** A map with string keys, whose values are of `type`. */
  readonly map?: true;
  /** Presence is tracked: undefined is absent and a zero value is written (`optional` and members of a oneof). */
  readonly optional?: true;
}

export type MessageShape = { readonly [field: string]: FieldShape };

/** A decoded message: plain object, snake_case keys as in the shape; bytes are Uint8Array, int64 a number (safe range) . */
export type Message = Record<string, unknown>;

export interface MethodShape {
  readonly request: MessageShape;
  readonly response: MessageShape;
  /** The method answers a stream of responses. */
  readonly stream?: true;
}

export interface ServiceShape {
  /** Full name, such as `plugin.GRPCController`. */
  readonly name: string;
  readonly methods: { readonly [method: string]: MethodShape };
}

export interface Call {
  /** Aborted when the caller cancels the call or the connection ends. */
  readonly signal: AbortSignal;
}

/** What answers a service: one function a method. A streaming method returns an async iterable; a method left out is UNIMPLEMENTED. */
export type ServiceImplementation = {
  readonly [method: string]: (request: Message, call: Call) => Promise<Message> | AsyncIterable<Message>;
};
