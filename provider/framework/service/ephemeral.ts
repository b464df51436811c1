import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import { settleAnswer } from '../answer.ts';
import type { Attributes } from '../attribute.ts';
import { objectType } from '../attribute.ts';
import type { ConfigOf } from '../infer.ts';
import { decodeValue, encodeValue } from '../msgpack.ts';
import { PrivateData } from '../private.ts';
import type { HeldRequest, OpenRequest, OpenResponse, RenewResponse, TimestampMessage } from '../protocol/ephemeral.ts';
import type { ConfigResponse } from '../protocol/message.ts';
import type { ValueRecord } from '../value.ts';
import { method, type Session } from './session.ts';

/** OpenEphemeralResource, RenewEphemeralResource and CloseEphemeralResource. */
export function ephemeralMethods<Client>(session: Session<Client>): ServiceImplementation {
  return {
    OpenEphemeralResource: method<OpenRequest, OpenResponse>(
      'Opening',
      () => ({}),
      async (request, report, call) => {
        const resource = await session.find('ephemeralResources', request.type_name);
        const type = objectType(resource.attributes);
        const config = decodeValue(request.config, type) as ValueRecord;
        const privateData = new PrivateData(undefined);
        const context = { ...session.callContext(call, report), private: privateData };
        const { result, renewAt } = await resource.open({ ...context, config: config as ConfigOf<Attributes> });
        return {
          result: encodeValue(settleAnswer(resource.attributes, config, result), type),
          private: privateData.toBytes(),
          ...renewal(renewAt),
        };
      },
    ),
    RenewEphemeralResource: method<HeldRequest, RenewResponse>('Renewing', kept, async (request, report, call) => {
      const resource = await session.find('ephemeralResources', request.type_name);
      const privateData = new PrivateData(request.private);
      const renewAt = await resource.renew?.({ ...session.callContext(call, report), private: privateData });
      return { private: privateData.toBytes(), ...renewal(renewAt) };
    }),
    CloseEphemeralResource: method<HeldRequest, ConfigResponse>(
      'Closing',
      () => ({}),
      async (request, report, call) => {
        const resource = await session.find('ephemeralResources', request.type_name);
        const context = { ...session.closingContext(call, report), private: new PrivateData(request.private) };
        await resource.close?.(context);
        return {};
      },
    ),
  };
}

/** Even when renewing fails the resource has to be closed later. */
function kept({ private: privateBytes }: HeldRequest): Omit<RenewResponse, 'diagnostics'> {
  return privateBytes ? { private: privateBytes } : {};
}

function renewal(renewAt: Date | undefined): { renew_at?: TimestampMessage } {
  if (!renewAt) return {};
  const ms = renewAt.getTime();
  const seconds = Math.floor(ms / 1000);
  return { renew_at: { seconds, nanos: (ms - seconds * 1000) * 1_000_000 } };
}
