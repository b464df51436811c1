import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import type { Attributes } from '../attribute.ts';
import { objectType } from '../attribute.ts';
import { identityOf } from '../identity.ts';
import type { KnownOf } from '../infer.ts';
import { decodeValue, encodeValue } from '../msgpack.ts';
import { PrivateData } from '../private.ts';
import type { ReadRequest, ReadResponse } from '../protocol/message.ts';
import { settleResult } from '../result.ts';
import { entry, type Value } from '../value.ts';
import { attempt, method, type Session } from './session.ts';

/** ReadResource. A failed read leaves state and private data as they are. */
export function readMethods<Client>(session: Session<Client>): ServiceImplementation {
  return {
    ReadResource: method<ReadRequest, ReadResponse>('Reading', unchanged, async (request, report, call) => {
      const { type_name: typeName, current_state: kept } = request;
      const privateData = new PrivateData(request.private);
      const state = await attempt(report, `Reading ${typeName}`, async () => {
        const resource = await session.resource(typeName);
        const { attributes } = resource;
        const prior = decodeValue(kept, objectType(attributes));
        if (prior === null) return { new_state: encodeValue(null, objectType(attributes)) };
        const context = session.callContext(call, report);
        const answer = await resource.read({ ...context, prior: prior as KnownOf<Attributes>, private: privateData });
        if (answer === null) report.warn(`${named(typeName, prior)} is gone`, GONE);
        const next = answer === null ? null : settleResult(attributes, prior, answer);
        const identity = identityOf(resource, next);
        return { new_state: encodeValue(next, objectType(attributes)), ...(identity && { new_identity: identity }) };
      });
      return { ...(state ?? unchanged(request)), private: privateData.toBytes() };
    }),
  };
}

function unchanged(request: ReadRequest): Omit<ReadResponse, 'diagnostics'> {
  const { current_state: state, private: privateBytes, current_identity: identity } = request;
  return {
    ...(state && { new_state: state }),
    ...(privateBytes && { private: privateBytes }),
    ...(identity && { new_identity: identity }),
  };
}

const GONE = 'The server does not have it any more, so it leaves the state. The plan says whether it is created again.';

function named(typeName: string, prior: Value): string {
  const name = entry(prior, 'name') ?? entry(prior, 'title');
  const id = entry(prior, 'id');
  return [typeName, typeof name === 'string' && JSON.stringify(name), typeof id === 'string' && `(${id})`]
    .filter(Boolean)
    .join(' ');
}
