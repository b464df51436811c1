import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import { objectType } from '../attribute.ts';
import { plainError } from '../diagnostic.ts';
import { identityOf, importIdOf } from '../identity.ts';
import { encodeValue } from '../msgpack.ts';
import { PrivateData } from '../private.ts';
import type { ImportRequest, ImportResponse } from '../protocol/message.ts';
import { settleResult } from '../result.ts';
import { method, type Session } from './session.ts';

/** ImportResourceState; the engine reads the resource next. */
export function importMethods<Client>(session: Session<Client>): ServiceImplementation {
  return {
    ImportResourceState: method<ImportRequest, ImportResponse>(
      'Importing',
      () => ({ imported_resources: [] }),
      async ({ type_name: typeName, id: given, identity: message }, report, call) => {
        const resource = await session.resource(typeName);
        const id = given || (message?.identity_data && importIdOf(resource, message));
        if (!id) throw plainError(`${typeName} is imported by an id`, 'Give `id` or `identity` in the import block.');
        const privateData = new PrivateData(undefined);
        const context = session.callContext(call, report);
        const answer = await resource.importState({ ...context, id, private: privateData });
        if (answer === null) throw plainError(`There is no ${typeName} ${JSON.stringify(id)}`, 'Nothing was imported.');
        const settled = settleResult(resource.attributes, null, answer);
        const state = encodeValue(settled, objectType(resource.attributes));
        const identity = identityOf(resource, settled);
        const imported = { type_name: typeName, state, private: privateData.toBytes(), ...(identity && { identity }) };
        return { imported_resources: [imported] };
      },
    ),
  };
}
