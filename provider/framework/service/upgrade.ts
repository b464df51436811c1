import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import { objectType } from '../attribute.ts';
import { conform } from '../conform.ts';
import { plainError } from '../diagnostic.ts';
import { encodeValue, parseExactJson } from '../msgpack.ts';
import type { UpgradeRequest, UpgradeResponse } from '../protocol/message.ts';
import type { AnyResource } from '../resource.ts';
import { settleResult } from '../result.ts';
import type { Value } from '../value.ts';
import { method, type Session } from './session.ts';

type Raw = Readonly<Record<string, unknown>>;

/** UpgradeResourceState; engines call it for each state, also at the version that is current. */
export function upgradeMethods<Client>(session: Session<Client>): ServiceImplementation {
  return {
    UpgradeResourceState: method<UpgradeRequest, UpgradeResponse>(
      'Upgrading the state of',
      () => ({}),
      async (request) => {
        const resource = await session.resource(request.type_name);
        return { upgraded_state: encodeValue(upgradeState(resource, request), objectType(resource.attributes)) };
      },
    ),
  };
}

/** The state in the form of today. @throws DiagnosticError where it is too old or too new */
export function upgradeState<Client>(resource: AnyResource<Client>, request: UpgradeRequest): Value {
  const raw = readRaw(request);
  if (raw === null) return null;
  const state = conform(upgradeStepwise(resource, raw, request.version ?? 0), objectType(resource.attributes));
  return settleResult(resource.attributes, null, state);
}

function readRaw({ raw_state: raw, type_name: typeName }: UpgradeRequest): Raw | null {
  if (raw?.json?.length) return parseExactJson(raw.json) as Raw | null;
  throw plainError(
    `The state of ${typeName} is in a form that is too old`,
    'Engines before 0.12 wrote it; it was never one of this provider.',
  );
}

function upgradeStepwise<Client>({ typeName, version = 0, upgrade }: AnyResource<Client>, raw: Raw, from: number): Raw {
  if (from > version) {
    throw plainError(
      `The state of ${typeName} was written by a newer provider`,
      `It has version ${from}, and this provider knows versions up to ${version}. Use the newer provider.`,
    );
  }
  const versions = Array.from({ length: version - from }, (_, index) => from + index);
  return versions.reduce((state, at) => {
    const step = upgrade?.[at];
    if (!step) throw plainError(`The state of ${typeName} at version ${at} can't be upgraded`);
    return step(state);
  }, raw);
}
