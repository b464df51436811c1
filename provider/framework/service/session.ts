import type { Call, Message, ServiceImplementation } from '../../plugin/proto/message.ts';
import { type CallContext, Report } from '../context.ts';
import { diagnose, diagnosticMessages, hasError, plainError } from '../diagnostic.ts';
import type { DiagnosticMessage } from '../protocol/diagnostic.ts';
import type { Offers, Provider } from '../provider.ts';

/** The configuration in force. Each ConfigureProvider makes a new one; calls under way keep the one they began with. */
export interface Configuration<Client> {
  readonly client?: { readonly value: Client };
  readonly stop: AbortController;
}

/** What the RPCs of one process share. */
export class Session<Client> {
  readonly provider: Provider<Client>;
  configuration: Configuration<Client> = { stop: new AbortController() };

  constructor(provider: Provider<Client>) {
    this.provider = provider;
  }

  /** The client of the configuration in force, and the signal that ends its waits. */
  callContext(call: Call, report: Report): CallContext<Client> {
    const { client, stop } = this.configuration;
    if (!client)
      throw plainError('The provider is not configured', 'Its configuration failed or has not been given yet.');
    return { client: client.value, signal: AbortSignal.any([stop.signal, call.signal]), warn: report.warn };
  }

  /** As `callContext`, for what has to be done even though the user has interrupted. */
  closingContext(call: Call, report: Report): CallContext<Client> {
    return { ...this.callContext(call, report), signal: call.signal };
  }

  /** For a plan, which may be made before there is a client. */
  remote(call: Call): { readonly client?: Client; readonly signal: AbortSignal } {
    const { client, stop } = this.configuration;
    return { ...(client && { client: client.value }), signal: AbortSignal.any([stop.signal, call.signal]) };
  }

  async find<Kind extends keyof typeof WORDS>(kind: Kind, name: string): Promise<Offers<Client>[Kind][number]> {
    const all: readonly Offers<Client>[Kind][number][] = await this.provider[kind]();
    const found = all.find((one) => ('typeName' in one ? one.typeName : one.name) === name);
    if (!found)
      throw plainError(`There is no ${WORDS[kind]} ${name}`, 'This version of the provider does not have it.');
    return found;
  }

  resource(typeName: string) {
    return this.find('resources', typeName);
  }
}

const WORDS = {
  resources: 'resource',
  dataSources: 'data source',
  functions: 'function',
  ephemeralResources: 'ephemeral resource',
  listResources: 'list resource',
  actions: 'action',
} as const satisfies { [Kind in keyof Offers<unknown>]: string };

/** Answers a request in full, or in part by throwing: what `report` holds and what is thrown become the diagnostics. */
export type Answer<Request, Response> = (
  request: Request,
  report: Report,
  call: Call,
) => Promise<Omit<Response, 'diagnostics'>>;

type Method = ServiceImplementation[string];

/**
 * A method of the service. Nothing escapes it as a gRPC error, on which an engine would stop without saying where.
 * @param doing opens the summary of an error that has none, as in "Reading gatepost_x failed"
 * @param empty the answer beside the diagnostics when it throws: nothing that is stored may be lost
 */
export function method<Request, Response extends { readonly diagnostics: readonly DiagnosticMessage[] }>(
  doing: string,
  empty: (request: Request) => Omit<Response, 'diagnostics'>,
  answer: Answer<Request, Response>,
): Method {
  return async (message, call) => {
    const report = new Report();
    const response = await answer(message as Request, report, call).catch((thrown: unknown) => {
      report.diagnostics.push(...diagnose(thrown, doingWhat(doing, message)));
      return empty(message as Request);
    });
    return { ...response, diagnostics: diagnosticMessages(report.diagnostics) };
  };
}

/** The part of an answer that must not be lost when the rest fails. */
export async function attempt<T>(report: Report, doing: string, run: () => Promise<T>): Promise<T | undefined> {
  try {
    const result = await run();
    return hasError(report.diagnostics) ? undefined : result;
  } catch (thrown) {
    report.diagnostics.push(...diagnose(thrown, doing));
    return undefined;
  }
}

function doingWhat(doing: string, { type_name, action_type, target_type_name }: Message): string {
  const name = [type_name, action_type, target_type_name].find((each) => typeof each === 'string' && each !== '');
  return name === undefined ? doing : `${doing} ${name}`;
}

/**
 * A method that answers a stream. What goes wrong on the way is told by its last message, never by an error of gRPC.
 * @param last the message that ends the stream, with the diagnostics that nothing told before
 */
export function streamMethod<Request>(
  doing: string,
  answer: (request: Request, report: Report, call: Call) => AsyncIterable<object>,
  last: (diagnostics: readonly DiagnosticMessage[]) => Message | undefined,
): Method {
  return async function* (message, call) {
    const report = new Report();
    try {
      for await (const each of answer(message as Request, report, call)) yield each as Message;
    } catch (thrown) {
      report.diagnostics.push(...diagnose(thrown, doingWhat(doing, message)));
    }
    const end = last(diagnosticMessages(report.diagnostics));
    if (end) yield end;
  };
}
