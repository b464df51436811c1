import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import type { Attributes } from '../attribute.ts';
import { objectType } from '../attribute.ts';
import type { AnyDataSource } from '../data-source.ts';
import { DiagnosticError, formatPath } from '../diagnostic.ts';
import type { ConfigOf, Result } from '../infer.ts';
import { decodeValue, encodeValue } from '../msgpack.ts';
import { planState } from '../plan.ts';
import type { ConfigRequest, DataSourceResponse } from '../protocol/message.ts';
import { settleResult } from '../result.ts';
import { entry, isWhollyKnown, type ValueRecord } from '../value.ts';
import { method, type Session } from './session.ts';

/** ReadDataSource. */
export function dataSourceMethods<Client>(session: Session<Client>): ServiceImplementation {
  return {
    ReadDataSource: method<ConfigRequest, DataSourceResponse>(
      'Reading',
      () => ({}),
      async (request, report, call) => {
        const source = await session.dataSource(request.type_name ?? '');
        const type = objectType(source.attributes);
        const config = decodeValue(request.config, type) as ValueRecord;
        const context = session.callContext(call, report);
        const answer = await source.read({ ...context, config: config as ConfigOf<Attributes> });
        return { state: encodeValue(stateOf(source, config, answer), type) };
      },
    ),
  };
}

/** What was configured stays as it was written; the rest is what was answered, and all of it has to be known. */
function stateOf<Client>(
  { attributes }: AnyDataSource<Client>,
  config: ValueRecord,
  answer: Result<Attributes>,
): ValueRecord {
  const wanted = planState(attributes, config, null);
  const answered = settleResult(attributes, wanted, answer);
  const state = { ...answered, ...Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null)) };
  const open = Object.keys(state).filter((name) => !isWhollyKnown(entry(state, name)));
  if (open.length === 0) return state;
  throw new DiagnosticError(
    open.map((name) => ({
      severity: 'error',
      path: [name],
      summary: `${formatPath([name])} has no value after reading`,
    })),
  );
}
