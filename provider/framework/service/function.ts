import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import { objectType } from '../attribute.ts';
import { conform } from '../conform.ts';
import { type Diagnostic, DiagnosticError, diagnose, plainError } from '../diagnostic.ts';
import type { AnyFunction } from '../function.ts';
import { decodeValue, encodeValue } from '../msgpack.ts';
import { printable } from '../printable.ts';
import type { DynamicValueMessage } from '../protocol/diagnostic.ts';
import type {
  CallFunctionRequest,
  FunctionErrorMessage,
  FunctionMessage,
  FunctionsResponse,
} from '../protocol/function.ts';
import { typeBytes } from '../type.ts';
import { validateConfig } from '../validate.ts';
import type { Value, ValueRecord } from '../value.ts';
import { method, type Session } from './session.ts';

const MARKDOWN = 1;

/** GetFunctions and CallFunction. A function needs no configured provider. */
export function functionMethods<Client>(session: Session<Client>): ServiceImplementation {
  return {
    GetFunctions: method<object, FunctionsResponse>(
      'Listing functions',
      () => ({ functions: {} }),
      async () => ({ functions: functionMessages(await session.provider.functions()) }),
    ),
    CallFunction: async (message) => {
      const request = message as unknown as CallFunctionRequest;
      let parameters: readonly string[] = [];
      try {
        const called = await session.find('functions', request.name);
        parameters = Object.keys(called.parameters);
        return { result: await call(called, request.arguments) };
      } catch (thrown) {
        return { error: functionError(diagnose(thrown, `The function ${request.name}`), parameters) };
      }
    },
  };
}

export function functionMessages(all: readonly AnyFunction[]): Record<string, FunctionMessage> {
  return Object.fromEntries(all.map((each) => [each.name, functionMessage(each)]));
}

function functionMessage({ parameters, returns, summary, description }: AnyFunction): FunctionMessage {
  return {
    parameters: Object.entries(parameters).map(([name, parameter]) => ({
      name,
      type: typeBytes(parameter.type),
      allow_null_value: parameter.optional ?? false,
      description: parameter.description,
      description_kind: MARKDOWN,
    })),
    return: { type: typeBytes(returns.type) },
    summary,
    description,
    description_kind: MARKDOWN,
  };
}

async function call(
  { name, parameters, returns, call: answer }: AnyFunction,
  messages: readonly DynamicValueMessage[],
): Promise<DynamicValueMessage> {
  const expected = Object.entries(parameters);
  if (messages.length !== expected.length) {
    throw plainError(`${name} takes ${expected.length} arguments`, `It was given ${messages.length}.`);
  }
  const given = Object.fromEntries(
    expected.map(([key, { type }], index): [string, Value] => [key, decodeValue(messages[index], type)]),
  );
  const faults = validateConfig(parameters, given, { writeOnlyAllowed: true });
  if (faults.length > 0) throw new DiagnosticError(faults);
  const result = await answer(given);
  const settled = conform({ result }, objectType({ result: returns })) as ValueRecord;
  return encodeValue(settled.result ?? null, returns.type);
}

/** One text for all of it; the first argument that is to blame. */
function functionError(diagnostics: readonly Diagnostic[], parameters: readonly string[]): FunctionErrorMessage {
  const text = diagnostics.map(({ summary, detail }) => (detail ? `${summary}: ${detail}` : summary)).join('\n');
  const positions = diagnostics.map(({ path = [] }) => parameters.indexOf(String(path[0])));
  const blamed = positions.find((position) => position >= 0);
  return { text: printable(text), ...(blamed !== undefined && { function_argument: blamed }) };
}
