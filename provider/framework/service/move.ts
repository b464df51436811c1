import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import { objectType } from '../attribute.ts';
import { plainError } from '../diagnostic.ts';
import { generatedConfig } from '../generated-config.ts';
import { identityOf } from '../identity.ts';
import { decodeValue, encodeValue } from '../msgpack.ts';
import type { GenerateConfigRequest, GenerateConfigResponse, MoveRequest, MoveResponse } from '../protocol/move.ts';
import { method, type Session } from './session.ts';
import { upgradeState } from './upgrade.ts';

/** MoveResourceState and GenerateResourceConfig: how an object comes under a configuration that was not its own. */
export function moveMethods<Client>(session: Session<Client>): ServiceImplementation {
  return {
    MoveResourceState: method<MoveRequest, MoveResponse>(
      'Moving to',
      () => ({}),
      async (request) => {
        const { target_type_name: target, source_state: state, source_private: kept } = request;
        const resource = await session.resource(target);
        if (!isSameKind(request, session.provider.typeName)) throw notMovable(request);
        const version = request.source_schema_version ?? 0;
        const moved = upgradeState(resource, { type_name: target, version, ...(state && { raw_state: state }) });
        const identity = identityOf(resource, moved);
        return {
          target_state: encodeValue(moved, objectType(resource.attributes)),
          ...(kept && { target_private: kept }),
          ...(identity && { target_identity: identity }),
        };
      },
    ),
    GenerateResourceConfig: method<GenerateConfigRequest, GenerateConfigResponse>(
      'Generating the configuration of',
      () => ({}),
      async ({ type_name: typeName, state }) => {
        const { attributes } = await session.resource(typeName);
        const type = objectType(attributes);
        return { config: encodeValue(generatedConfig(attributes, decodeValue(state, type)), type) };
      },
    ),
  };
}

/** The same type of this very provider, which came from another registry or under another namespace. */
function isSameKind({ source_provider_address: from = '', ...request }: MoveRequest, provider: string): boolean {
  return request.source_type_name === request.target_type_name && from.split('/').at(-1) === provider;
}

function notMovable({ source_type_name: source, target_type_name: target }: MoveRequest): Error {
  return plainError(
    `${source} can't become ${target}`,
    [
      'An object of one type is never one of another here, so `moved` only renames within a type.',
      `To stop managing the old object and keep it, write a \`removed\` block with \`lifecycle { destroy = false }\`.`,
      `To manage one that is there as ${target}, write an \`import\` block; to make a new one, leave out \`moved\`.`,
    ].join(' '),
  );
}
