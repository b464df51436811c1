import type { Attributes } from '../../../provider/framework/attribute.ts';
import { objectType } from '../../../provider/framework/attribute.ts';
import { decodeValue, encodeValue } from '../../../provider/framework/msgpack.ts';
import type { DiagnosticMessage, DynamicValueMessage } from '../../../provider/framework/protocol/diagnostic.ts';
import { createService } from '../../../provider/framework/service/service.ts';
import { entry, type Value, type ValueRecord } from '../../../provider/framework/value.ts';
import type { Message } from '../../../provider/plugin/proto/message.ts';
import { provider } from '../../../provider/provider.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from '../../api/start-api.ts';

/** A diagnostic in short. */
export interface ShortDiagnostic {
  readonly severity: 'error' | 'warning';
  /** `sender.address`, empty when it is about no attribute. */
  readonly at: string;
  readonly text: string;
}

export interface Outcome {
  /** Null when there is nothing (any more). */
  readonly state: ValueRecord | null;
  readonly private: Uint8Array;
  readonly diagnostics: readonly ShortDiagnostic[];
}

export interface Plan {
  readonly planned: ValueRecord | null;
  readonly replaced: readonly string[];
  readonly private: Uint8Array;
  readonly diagnostics: readonly ShortDiagnostic[];
}

interface Answer {
  readonly diagnostics: readonly DiagnosticMessage[];
  readonly planned_state?: DynamicValueMessage;
  readonly new_state?: DynamicValueMessage;
  readonly state?: DynamicValueMessage;
  readonly requires_replace?: DiagnosticMessage['attribute'][];
  readonly planned_private?: Uint8Array;
  readonly private?: Uint8Array;
  readonly imported_resources?: readonly { readonly state: DynamicValueMessage; readonly private: Uint8Array }[];
}

const NOTHING: Outcome = { state: null, private: new Uint8Array(), diagnostics: [] };
const PROVIDER_TYPE = objectType(provider.attributes);

/** The part of an engine that tests need, over this very provider in this process. */
export class TestEngine {
  readonly service = createService(provider);
  readonly #call = new AbortController();

  async configure(block: ValueRecord): Promise<readonly ShortDiagnostic[]> {
    const config = encodeValue(complete(provider.attributes, block), PROVIDER_TYPE);
    return shortDiagnostics(await this.ask('ConfigureProvider', { config }));
  }

  async stop(): Promise<void> {
    await this.ask('StopProvider', {});
  }

  async validate(typeName: string, config: ValueRecord, writeOnly = true): Promise<readonly ShortDiagnostic[]> {
    const { encode } = await this.#schema(typeName);
    const capabilities = { write_only_attributes_allowed: writeOnly };
    const request = { type_name: typeName, config: encode(config), client_capabilities: capabilities };
    return shortDiagnostics(await this.ask('ValidateResourceConfig', request));
  }

  async plan(typeName: string, config: ValueRecord | null, before: Outcome = NOTHING): Promise<Plan> {
    const { attributes, encode, decode } = await this.#schema(typeName);
    const answer = await this.ask('PlanResourceChange', {
      type_name: typeName,
      prior_state: encode(before.state),
      proposed_new_state: encode(config && proposed(attributes, config, before.state)),
      config: encode(config),
      prior_private: before.private,
    });
    const replaced = (answer.requires_replace ?? []).map((path) => placeOf(path));
    const planned = decode(answer.planned_state);
    return {
      planned,
      replaced,
      private: answer.planned_private ?? new Uint8Array(),
      diagnostics: shortDiagnostics(answer),
    };
  }

  /** Plans and applies a creation or a change; a destruction when the configuration is null. */
  async apply(typeName: string, config: ValueRecord | null, before: Outcome = NOTHING): Promise<Outcome> {
    const { encode, decode } = await this.#schema(typeName);
    const plan = await this.plan(typeName, config, before);
    if (plan.diagnostics.some(({ severity }) => severity === 'error'))
      return { ...before, diagnostics: plan.diagnostics };
    const answer = await this.ask('ApplyResourceChange', {
      type_name: typeName,
      prior_state: encode(before.state),
      planned_state: encode(plan.planned),
      config: encode(config),
      planned_private: plan.private,
    });
    return {
      state: decode(answer.new_state),
      private: answer.private ?? new Uint8Array(),
      diagnostics: shortDiagnostics(answer),
    };
  }

  /** Applies, and throws when there is an error: for what a test only needs to be there. */
  async make(
    typeName: string,
    config: ValueRecord,
    before: Outcome = NOTHING,
  ): Promise<Outcome & { state: ValueRecord }> {
    const outcome = await this.apply(typeName, config, before);
    const errors = outcome.diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length > 0 || !outcome.state) throw new Error(`${typeName}: ${JSON.stringify(errors)}`);
    return { ...outcome, state: outcome.state };
  }

  async refresh(typeName: string, before: Outcome): Promise<Outcome> {
    const { encode, decode } = await this.#schema(typeName);
    const request = { type_name: typeName, current_state: encode(before.state), private: before.private };
    const answer = await this.ask('ReadResource', request);
    return {
      state: decode(answer.new_state),
      private: answer.private ?? new Uint8Array(),
      diagnostics: shortDiagnostics(answer),
    };
  }

  /** Imports and reads, as an engine does. */
  async import(typeName: string, id: string): Promise<Outcome> {
    const { decode } = await this.#schema(typeName);
    const answer = await this.ask('ImportResourceState', { type_name: typeName, id });
    const [imported] = answer.imported_resources ?? [];
    if (!imported) return { ...NOTHING, diagnostics: shortDiagnostics(answer) };
    return this.refresh(typeName, { state: decode(imported.state), private: imported.private, diagnostics: [] });
  }

  async readData(
    typeName: string,
    config: ValueRecord,
  ): Promise<{ state: ValueRecord | null; diagnostics: readonly ShortDiagnostic[] }> {
    const source = (await provider.dataSources()).find((one) => one.typeName === typeName);
    if (!source) throw new Error(`there is no data source ${typeName}`);
    const type = objectType(source.attributes);
    const encoded = encodeValue(complete(source.attributes, config), type);
    const answer = await this.ask('ReadDataSource', { type_name: typeName, config: encoded });
    return { state: decodeValue(answer.state, type) as ValueRecord | null, diagnostics: shortDiagnostics(answer) };
  }

  async ask(method: string, request: Message): Promise<Answer> {
    const answer = this.service[method]?.(request, { signal: this.#call.signal });
    return (await (answer as Promise<Message>)) as unknown as Answer;
  }

  async #schema(typeName: string) {
    const resource = (await provider.resources()).find((one) => one.typeName === typeName);
    if (!resource) throw new Error(`there is no resource ${typeName}`);
    const { attributes } = resource;
    const type = objectType(attributes);
    return {
      attributes,
      encode: (value: ValueRecord | null) => encodeValue(value && complete(attributes, value), type),
      decode: (message: DynamicValueMessage | undefined) => decodeValue(message, type) as ValueRecord | null,
    };
  }
}

/** A configuration with null for what it leaves out, in nested objects too. */
function complete(attributes: Attributes, given: ValueRecord): ValueRecord {
  const entries = Object.entries(attributes).map(([name, { nested }]) => {
    const value = entry(given, name);
    const isObject = nested?.nesting === 'single' && value !== null && typeof value === 'object';
    return [name, isObject ? complete(nested.attributes, value as ValueRecord) : value];
  });
  return Object.fromEntries(entries);
}

/** What an engine proposes: the configuration, and the prior value of what is computed and not configured. */
function proposed(attributes: Attributes, config: ValueRecord, prior: Value): ValueRecord {
  const entries = Object.entries(attributes).map(([name, { computed }]) => {
    const given = entry(config, name);
    return [name, given === null && computed ? entry(prior, name) : given];
  });
  return Object.fromEntries(entries);
}

function shortDiagnostics(answer: Answer): ShortDiagnostic[] {
  return answer.diagnostics.map(({ severity, summary, detail, attribute }) => ({
    severity: severity === 1 ? 'error' : 'warning',
    at: placeOf(attribute),
    text: `${summary}\n${detail}`,
  }));
}

function placeOf(path: DiagnosticMessage['attribute']): string {
  return path?.steps.map((step) => String(Object.values(step)[0])).join('.') ?? '';
}

/** The errors alone, as `at: text`. */
export function errorsOf({ diagnostics: all }: { readonly diagnostics: readonly ShortDiagnostic[] }): string[] {
  return all.filter(({ severity }) => severity === 'error').map(({ at, text }) => `${at}: ${text}`);
}

export function warningsOf({ diagnostics: all }: { readonly diagnostics: readonly ShortDiagnostic[] }): string[] {
  return all.filter(({ severity }) => severity === 'warning').map(({ at, text }) => `${at}: ${text}`);
}

/** The real API, and the provider configured for its first administrator. */
export async function startTestEngine(): Promise<{ api: TestApi; engine: TestEngine }> {
  const api = await startApi();
  const engine = new TestEngine();
  await engine.configure({ endpoint: api.url, username: 'admin', password: ADMIN_PASSWORD });
  return { api, engine };
}
