import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import type { Attributes } from '../attribute.ts';
import { objectType } from '../attribute.ts';
import { conform } from '../conform.ts';
import { plainError } from '../diagnostic.ts';
import { identityOf } from '../identity.ts';
import type { ConfigOf } from '../infer.ts';
import type { Listed } from '../list-resource.ts';
import { decodeValue, encodeValue } from '../msgpack.ts';
import type { ListEvent, ListRequest } from '../protocol/list.ts';
import type { AnyResource } from '../resource.ts';
import { settleResult } from '../result.ts';
import { type Session, streamMethod } from './session.ts';

/** ListResource: an event for each object, and a last one with what went wrong. */
export function listMethods<Client>(session: Session<Client>): ServiceImplementation {
  return {
    ListResource: streamMethod<ListRequest>(
      'Listing',
      async function* (request, report, call) {
        const { type_name: typeName, include_resource_object: includeResource = false } = request;
        const found = await session.find('listResources', typeName);
        const resource = await session.resource(typeName);
        const type = objectType(found.attributes);
        const config = (decodeValue(request.config, type) ?? conform({}, type)) as ConfigOf<Attributes>;
        const limit = request.limit && request.limit > 0 ? request.limit : Number.POSITIVE_INFINITY;
        let count = 0;
        for await (const listed of found.list({
          ...session.callContext(call, report),
          config,
          includeResource,
          limit,
        })) {
          yield eventOf(resource, listed, includeResource);
          count += 1;
          if (count >= limit) return;
        }
      },
      (diagnostic) => (diagnostic.length > 0 ? { diagnostic } : undefined),
    ),
  };
}

function eventOf<Client>(resource: AnyResource<Client>, listed: Listed, includeResource: boolean): ListEvent {
  const { attributes, typeName } = resource;
  const state = settleResult(attributes, null, listed.state);
  const identity = identityOf(resource, state);
  if (!identity)
    throw plainError(`A ${typeName} was found that has no identity`, `It is called ${listed.displayName}.`);
  return {
    identity,
    display_name: listed.displayName,
    ...(includeResource && { resource_object: encodeValue(state, objectType(attributes)) }),
    diagnostic: [],
  };
}
