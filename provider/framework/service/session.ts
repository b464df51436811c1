import type { Call, Message, ServiceImplementation } from '../../plugin/proto/message.ts';
import type { Attributes } from '../attribute.ts';
import { type CallContext, Report } from '../context.ts';
import type { AnyDataSource } from '../data-source.ts';
import { diagnose, diagnosticMessages, hasError, plainError } from '../diagnostic.ts';
import type { DiagnosticMessage } from '../protocol/diagnostic.ts';
import type { Provider } from '../provider.ts';
import type { AnyResource } from '../resource.ts';

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

  async resource(typeName: string): Promise<AnyResource<Client>> {
    return find(await this.provider.resources(), typeName, 'resource');
  }

  async dataSource(typeName: string): Promise<AnyDataSource<Client>> {
    return find(await this.provider.dataSources(), typeName, 'data source');
  }
}

function find<T extends { readonly typeName: string; readonly attributes: Attributes }>(
  all: readonly T[],
  typeName: string,
  what: string,
): T {
  const found = all.find((one) => one.typeName === typeName);
  if (!found) throw plainError(`There is no ${what} ${typeName}`, 'This version of the provider does not have it.');
  return found;
}

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

function doingWhat(doing: string, { type_name }: Message): string {
  return typeof type_name === 'string' && type_name !== '' ? `${doing} ${type_name}` : doing;
}
