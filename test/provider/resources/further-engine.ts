import type { Attributes } from '../../../provider/framework/attribute.ts';
import { objectType } from '../../../provider/framework/attribute.ts';
import { identityType } from '../../../provider/framework/identity.ts';
import { decodeValue, encodeValue } from '../../../provider/framework/msgpack.ts';
import type { DiagnosticMessage, DynamicValueMessage } from '../../../provider/framework/protocol/diagnostic.ts';
import { entry, type ValueRecord } from '../../../provider/framework/value.ts';
import type { Message } from '../../../provider/plugin/proto/message.ts';
import { provider } from '../../../provider/provider.ts';
import type { ShortDiagnostic, TestEngine } from './test-engine.ts';

/** What newer engines ask beside resources and data sources. */

const signal = new AbortController().signal;

/** `at: text` of errors and warnings. */
/** As tfplugin6 numbers the severities. */
const ERROR = 1;

export function told(diagnostics: readonly DiagnosticMessage[] = []): string[] {
  return diagnostics.map(({ summary, detail, attribute }) => {
    const at = attribute?.steps.map((step) => String(Object.values(step).find((each) => each !== undefined))).join('.');
    return `${at ?? ''}: ${summary}\n${detail}`;
  });
}

function encoded(attributes: Attributes, given: ValueRecord): DynamicValueMessage {
  const complete = Object.fromEntries(Object.keys(attributes).map((name) => [name, entry(given, name)]));
  return encodeValue(complete, objectType(attributes));
}

async function declared(kind: 'ephemeralResources' | 'listResources' | 'actions' | 'resources', typeName: string) {
  const all: readonly { typeName: string; attributes: Attributes }[] = await provider[kind]();
  const found = all.find((one) => one.typeName === typeName);
  if (!found) throw new Error(`there is no ${typeName} among ${kind}`);
  return found.attributes;
}

export interface Opened {
  readonly result: ValueRecord | null;
  readonly diagnostics: string[];
  close(): Promise<string[]>;
}

export async function open(engine: TestEngine, typeName: string, config: ValueRecord = {}): Promise<Opened> {
  const attributes = await declared('ephemeralResources', typeName);
  const request = { type_name: typeName, config: encoded(attributes, config) };
  const answer = (await engine.ask('OpenEphemeralResource', request)) as unknown as {
    result?: DynamicValueMessage;
    private?: Uint8Array;
    diagnostics: DiagnosticMessage[];
  };
  return {
    result: decodeValue(answer.result, objectType(attributes)) as ValueRecord | null,
    diagnostics: told(answer.diagnostics),
    close: async () => {
      const closed = await engine.ask('CloseEphemeralResource', { type_name: typeName, private: answer.private });
      return told(closed.diagnostics);
    },
  };
}

async function streamed<Event>(engine: TestEngine, method: string, request: Message): Promise<Event[]> {
  const events: Event[] = [];
  const stream = engine.service[method]?.(request, { signal }) ?? [];
  for await (const event of stream as AsyncIterable<Message>) {
    events.push(event as Event);
  }
  return events;
}

export interface Invoked {
  readonly progress: string[];
  readonly diagnostics: string[];
}

interface InvokeEvent {
  readonly progress?: { readonly message: string };
  readonly completed?: { readonly diagnostics: DiagnosticMessage[] };
}

/** Validates, plans and invokes, as an engine does. */
export async function invoke(engine: TestEngine, actionType: string, config: ValueRecord): Promise<Invoked> {
  const request = { action_type: actionType, config: encoded(await declared('actions', actionType), config) };
  const checked = [await engine.ask('ValidateActionConfig', request), await engine.ask('PlanAction', request)];
  const before = checked.flatMap(({ diagnostics }) => told(diagnostics));
  const isRefused = checked.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 1));
  if (isRefused) return { progress: [], diagnostics: before };
  const events = await streamed<InvokeEvent>(engine, 'InvokeAction', request);
  return {
    progress: events.flatMap(({ progress }) => (progress ? [progress.message] : [])),
    diagnostics: [...before, ...events.flatMap(({ completed }) => told(completed?.diagnostics))],
  };
}

async function identityTypeOf(typeName: string) {
  const resource = (await provider.resources()).find((one) => one.typeName === typeName);
  if (!resource) throw new Error(`there is no ${typeName}`);
  return identityType(resource);
}

export interface Listed {
  readonly name: string;
  readonly identity: ValueRecord;
  readonly resource: ValueRecord | null;
}

interface ListEvent {
  readonly display_name: string;
  readonly identity?: { readonly identity_data: DynamicValueMessage };
  readonly resource_object?: DynamicValueMessage;
  readonly diagnostic: DiagnosticMessage[];
}

/** @throws what the list tells as an error */
export async function list(
  engine: TestEngine,
  typeName: string,
  config: ValueRecord = {},
  options: ListOptions = {},
): Promise<Listed[]> {
  return (await warnedList(engine, typeName, config, options)).found;
}

interface ListOptions {
  readonly whole?: boolean;
  readonly limit?: number;
}

/** With what the list warns of. */
export async function warnedList(
  engine: TestEngine,
  typeName: string,
  config: ValueRecord = {},
  { whole = false, limit = 0 }: ListOptions = {},
): Promise<{ found: Listed[]; warnings: string[] }> {
  const type = objectType(await declared('resources', typeName));
  const asked = encoded(await declared('listResources', typeName), config);
  const request = { type_name: typeName, config: asked, include_resource_object: whole, limit };
  const checked = await engine.ask('ValidateListResourceConfig', request);
  const refused = told(checked.diagnostics.filter(({ severity }) => severity === ERROR));
  if (refused.length > 0) throw new Error(refused.join('\n'));
  const events = await streamed<ListEvent>(engine, 'ListResource', request);
  const diagnostics = events.flatMap(({ diagnostic }) => diagnostic ?? []);
  const errors = told(diagnostics.filter(({ severity }) => severity === ERROR));
  if (errors.length > 0) throw new Error(errors.join('\n'));
  // What is left out is told in an event without an object.
  const objects = events.filter(({ identity }) => identity !== undefined);
  const identity = await identityTypeOf(typeName);
  const found = objects.map((event) => ({
    name: event.display_name,
    identity: decodeValue(event.identity?.identity_data, identity) as ValueRecord,
    resource: decodeValue(event.resource_object, type) as ValueRecord | null,
  }));
  return { found, warnings: told(diagnostics) };
}

/** Imports by identity, which its state tells; what follows is a read, as after any import. */
export async function importByIdentity(engine: TestEngine, typeName: string, known: ValueRecord) {
  const resource = (await provider.resources()).find((one) => one.typeName === typeName);
  if (!resource?.identity) throw new Error(`${typeName} has no identity`);
  const type = objectType(resource.attributes);
  const identity = Object.fromEntries(resource.identity.map((name) => [name, entry(known, name) ?? null]));
  const message = { identity_data: encodeValue(identity, await identityTypeOf(typeName)) };
  const answer = await engine.ask('ImportResourceState', { type_name: typeName, identity: message });
  const [imported] = answer.imported_resources ?? [];
  if (!imported) return { state: null, private: new Uint8Array(), diagnostics: shorten(answer.diagnostics) };
  const state = decodeValue(imported.state, type) as ValueRecord;
  return engine.refresh(typeName, { state, private: imported.private, diagnostics: [] });
}

function shorten(diagnostics: readonly DiagnosticMessage[]): ShortDiagnostic[] {
  return diagnostics.map(({ summary, detail }) => ({ severity: 'error', at: '', text: `${summary}\n${detail}` }));
}

/** The configuration that the provider writes for an object in that state. */
export async function generate(engine: TestEngine, typeName: string, state: ValueRecord): Promise<ValueRecord> {
  const attributes = await declared('resources', typeName);
  const request = { type_name: typeName, state: encoded(attributes, state) };
  const { config, diagnostics } = (await engine.ask('GenerateResourceConfig', request)) as unknown as {
    config?: DynamicValueMessage;
    diagnostics: DiagnosticMessage[];
  };
  if (diagnostics.length > 0) throw new Error(told(diagnostics).join());
  return decodeValue(config, objectType(attributes)) as ValueRecord;
}
