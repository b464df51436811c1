import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import { settleAnswer } from '../answer.ts';
import type { Attributes } from '../attribute.ts';
import { objectType } from '../attribute.ts';
import type { ConfigOf } from '../infer.ts';
import { decodeValue, encodeValue } from '../msgpack.ts';
import type { ConfigRequest, DataSourceResponse } from '../protocol/message.ts';
import type { ValueRecord } from '../value.ts';
import { method, type Session } from './session.ts';

/** ReadDataSource. */
export function dataSourceMethods<Client>(session: Session<Client>): ServiceImplementation {
  return {
    ReadDataSource: method<ConfigRequest, DataSourceResponse>(
      'Reading',
      () => ({}),
      async (request, report, call) => {
        const source = await session.find('dataSources', request.type_name ?? '');
        const type = objectType(source.attributes);
        const config = decodeValue(request.config, type) as ValueRecord;
        const context = session.callContext(call, report);
        const answer = await source.read({ ...context, config: config as ConfigOf<Attributes> });
        return { state: encodeValue(settleAnswer(source.attributes, config, answer), type) };
      },
    ),
  };
}
