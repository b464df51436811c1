import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import { plainError } from '../diagnostic.ts';
import { IDENTITY_VERSION, identitySchema, identityType } from '../identity.ts';
import { decodeJson, encodeValue } from '../msgpack.ts';
import type { IdentitySchemasResponse, UpgradeIdentityRequest, UpgradeIdentityResponse } from '../protocol/identity.ts';
import { method, type Session } from './session.ts';

/** GetResourceIdentitySchemas and UpgradeResourceIdentity. */
export function identityMethods<Client>(session: Session<Client>): ServiceImplementation {
  return {
    GetResourceIdentitySchemas: method<object, IdentitySchemasResponse>(
      'Listing identities',
      () => ({ identity_schemas: {} }),
      async () => {
        const schemas = (await session.provider.resources()).flatMap((resource) => {
          const schema = identitySchema(resource);
          return schema ? [[resource.typeName, schema] as const] : [];
        });
        return { identity_schemas: Object.fromEntries(schemas) };
      },
    ),
    UpgradeResourceIdentity: method<UpgradeIdentityRequest, UpgradeIdentityResponse>(
      'Upgrading the identity of',
      () => ({}),
      async ({ type_name: typeName, version = 0, raw_identity: raw }) => {
        const resource = await session.resource(typeName);
        if (version > IDENTITY_VERSION) {
          const detail = `It has version ${version}, and this provider knows version ${IDENTITY_VERSION}. Use the newer provider.`;
          throw plainError(`The identity of ${typeName} was written by a newer provider`, detail);
        }
        const type = identityType(resource);
        if (!raw?.json?.length) return {};
        return { upgraded_identity: { identity_data: encodeValue(decodeJson(raw.json, type), type) } };
      },
    ),
  };
}
