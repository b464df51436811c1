import { type Attributes, objectType } from '../../../provider/framework/attribute.ts';
import { decodeValue, encodeValue } from '../../../provider/framework/msgpack.ts';
import type {
  DiagnosticMessage,
  DynamicValueMessage,
  PathMessage,
} from '../../../provider/framework/protocol/diagnostic.ts';
import type { ObjectType } from '../../../provider/framework/type.ts';
import type { ValueRecord } from '../../../provider/framework/value.ts';
import type { Message, ServiceImplementation } from '../../../provider/plugin/proto/message.ts';

export interface Answer {
  readonly diagnostics: readonly DiagnosticMessage[];
  readonly planned_state?: DynamicValueMessage;
  readonly new_state?: DynamicValueMessage;
  readonly upgraded_state?: DynamicValueMessage;
  readonly requires_replace?: readonly PathMessage[];
  readonly planned_private?: Uint8Array;
  readonly private?: Uint8Array;
  readonly imported_resources?: readonly { readonly state: DynamicValueMessage; readonly private: Uint8Array }[];
}

/** As the state of an engine has it. */
export interface Kept {
  readonly state: ValueRecord | null;
  readonly private: Uint8Array;
}

export const NOTHING: Kept = { state: null, private: new Uint8Array() };

/** As tfplugin6 numbers the severities. */
const ERROR = 1;
/** What only a defect says. */
const INTERNAL =
  /Cannot (read|convert)|is not (a function|iterable|defined)|undefined|\[object |\bNaN\b|TypeError|RangeError/;

/** An engine's calls for one resource. Whatever is answered, its diagnostics have to be fit for people. */
export class Caller {
  readonly typeName: string;
  readonly attributes: Attributes;
  readonly type: ObjectType;
  readonly #service: ServiceImplementation;
  readonly #call = { signal: new AbortController().signal };

  constructor(service: ServiceImplementation, { typeName, attributes }: { typeName: string; attributes: Attributes }) {
    this.typeName = typeName;
    this.attributes = attributes;
    this.type = objectType(attributes);
    this.#service = service;
  }

  validate(config: ValueRecord): Promise<Answer> {
    const capabilities = { write_only_attributes_allowed: true };
    return this.ask('ValidateResourceConfig', { config: this.encode(config), client_capabilities: capabilities });
  }

  plan(config: ValueRecord | null, { state, private: prior_private }: Kept = NOTHING): Promise<Answer> {
    const given = this.encode(config);
    const request = { prior_state: this.encode(state), proposed_new_state: given, config: given, prior_private };
    return this.ask('PlanResourceChange', request);
  }

  apply(config: ValueRecord | null, { state }: Kept, planned: Answer): Promise<Answer> {
    return this.ask('ApplyResourceChange', {
      prior_state: this.encode(state),
      planned_state: planned.planned_state,
      config: this.encode(config),
      planned_private: planned.planned_private,
    });
  }

  read({ state, private: kept }: Kept): Promise<Answer> {
    return this.ask('ReadResource', { current_state: this.encode(state), private: kept });
  }

  async ask(method: string, request: Message): Promise<Answer> {
    const answer = await (this.#service[method]?.(
      { type_name: this.typeName, ...request },
      this.#call,
    ) as Promise<Message>);
    const { diagnostics } = answer as unknown as Answer;
    for (const each of diagnostics) this.#demandSound(each);
    return answer as unknown as Answer;
  }

  encode(value: ValueRecord | null): DynamicValueMessage {
    return encodeValue(value, this.type);
  }

  decode(message: DynamicValueMessage | undefined): ValueRecord | null {
    return decodeValue(message, this.type) as ValueRecord | null;
  }

  #demandSound({ summary, detail, attribute }: DiagnosticMessage): void {
    const name = attribute?.steps[0]?.attribute_name;
    const text = `${summary}\n${detail}`;
    if (attribute && !(name !== undefined && name in this.attributes))
      throw new Error(`${name} is no attribute: ${text}`);
    if (summary === '' || INTERNAL.test(text)) throw new Error(`This tells a user nothing: ${text}`);
  }
}

export const errorsIn = ({ diagnostics }: Answer): string[] =>
  diagnostics.filter(({ severity }) => severity === ERROR).map(({ summary, detail }) => `${summary}: ${detail}`);
