import type { Attributes } from '../../../provider/framework/attribute.ts';
import { objectType } from '../../../provider/framework/attribute.ts';
import { decodeValue, encodeValue } from '../../../provider/framework/msgpack.ts';
import type {
  DiagnosticMessage,
  DynamicValueMessage,
  PathMessage,
} from '../../../provider/framework/protocol/diagnostic.ts';
import { createService } from '../../../provider/framework/service/service.ts';
import { entry, isRecord, type Value, type ValueRecord } from '../../../provider/framework/value.ts';
import type { Message } from '../../../provider/plugin/proto/message.ts';
import { Remote } from './remote.ts';
import { sampleProvider, thing } from './sample.ts';

/** The answer of any method, as far as tests look at it. */
export interface Answer {
  readonly diagnostics: readonly DiagnosticMessage[];
  readonly planned_state?: DynamicValueMessage;
  readonly new_state?: DynamicValueMessage;
  readonly state?: DynamicValueMessage;
  readonly upgraded_state?: DynamicValueMessage;
  readonly requires_replace?: readonly PathMessage[];
  readonly planned_private?: Uint8Array;
  readonly private?: Uint8Array;
  readonly imported_resources?: readonly { readonly state: DynamicValueMessage; readonly private: Uint8Array }[];
}

export const type = objectType(thing.attributes);
const attributes: Attributes = thing.attributes;

/** The part of an engine that the tests need: it calls the service of one provider over one remote. */
export class Engine {
  readonly remote = new Remote();
  readonly service = createService(sampleProvider(this.remote));
  readonly #call = new AbortController();

  async ask(method: string, request: Message): Promise<Answer> {
    const answer = this.service[method]?.({ type_name: 'sample_thing', ...request }, { signal: this.#call.signal });
    return (await (answer as Promise<Message>)) as unknown as Answer;
  }

  async configured(label: Value = null): Promise<this> {
    const config = encodeValue({ label, token: null }, ['object', { label: 'string', token: 'string' }]);
    await this.ask('ConfigureProvider', { config });
    return this;
  }

  validate(config: ValueRecord, writeOnly = true): Promise<Answer> {
    const capabilities = { write_only_attributes_allowed: writeOnly };
    return this.ask('ValidateResourceConfig', { config: encoded(config), client_capabilities: capabilities });
  }

  plan(config: ValueRecord | null, prior: Value, priorPrivate: Uint8Array = new Uint8Array()): Promise<Answer> {
    return this.ask('PlanResourceChange', {
      prior_state: encoded(prior),
      proposed_new_state: encoded(config && proposed(config, prior)),
      config: encoded(config),
      prior_private: priorPrivate,
    });
  }

  apply(
    config: ValueRecord | null,
    prior: Value,
    planned: Value,
    plannedPrivate: Uint8Array = new Uint8Array(),
  ): Promise<Answer> {
    const request = { prior_state: encoded(prior), planned_state: encoded(planned), config: encoded(config) };
    return this.ask('ApplyResourceChange', { ...request, planned_private: plannedPrivate });
  }

  read(state: Value, privateData: Uint8Array = new Uint8Array()): Promise<Answer> {
    return this.ask('ReadResource', { current_state: encoded(state), private: privateData });
  }

  /** Plans and applies; the state that came of it. */
  async create(config: ValueRecord): Promise<{ state: ValueRecord; private: Uint8Array }> {
    const planned = await this.plan(config, null);
    const applied = await this.apply(config, null, decoded(planned.planned_state));
    if (applied.diagnostics.length > 0) throw new Error(JSON.stringify(applied.diagnostics));
    return { state: decoded(applied.new_state) as ValueRecord, private: applied.private ?? new Uint8Array() };
  }
}

/** What an engine proposes: the configuration, and the prior value of what is computed and not configured. */
function proposed(config: ValueRecord, prior: Value): Value {
  const entries = Object.entries(attributes).map(([name, { computed }]) => {
    const given = entry(config, name);
    return [name, given === null && computed ? entry(prior, name) : given];
  });
  return Object.fromEntries(entries);
}

export function encoded(value: Value): DynamicValueMessage {
  return encodeValue(value, type);
}

export function decoded(message: DynamicValueMessage | undefined): Value {
  return decodeValue(message, type);
}

/** A value as an object, for expectations on its attributes. */
export function attributesOf(message: DynamicValueMessage | undefined): ValueRecord {
  const value = decoded(message);
  if (!isRecord(value)) throw new Error('there is no object');
  return value;
}

/** The engine is given the attribute alone; what is nested in its value is named by the text. */
function nestedIn(attribute: string, text: string): string {
  const named = text
    .split(' ')
    .find((word) => /^[.[]/.test(word.slice(attribute.length)) && word.startsWith(attribute));
  return named?.replace(/\["?(\w+)"?\]/g, '.$1').replace(/[.,:]$/, '') ?? attribute;
}

/** A diagnostic in short: `error title: A value is not allowed here`. */
export function diagnosticsOf(answer: Answer): string[] {
  return answer.diagnostics.map(({ severity, summary, detail, attribute }) => {
    const steps = attribute?.steps.map((step) => Object.values(step)[0]).join('.');
    const where = steps && nestedIn(steps, `${detail} ${summary}`);
    return `${severity === 1 ? 'error' : 'warning'}${where ? ` ${where}` : ''}: ${summary}`;
  });
}

export function privateOf(bytes: Uint8Array | undefined): unknown {
  return bytes?.length ? JSON.parse(new TextDecoder().decode(bytes)) : {};
}
