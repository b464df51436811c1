import type { Client } from '../../provider/client/client.ts';
import type { Attributes } from '../../provider/framework/attribute.ts';
import type { CallContext } from '../../provider/framework/context.ts';
import type { KnownOf } from '../../provider/framework/infer.ts';
import { PrivateData } from '../../provider/framework/private.ts';
import type { AnyResource } from '../../provider/framework/resource.ts';
import { settleResult } from '../../provider/framework/result.ts';
import type { ValueRecord } from '../../provider/framework/value.ts';

/** The state that an import of the object ends in, by the resource's own functions; null when the object is gone. */
export async function readState(
  resource: AnyResource<Client>,
  importId: string,
  call: CallContext<Client>,
): Promise<ValueRecord | null> {
  const { attributes } = resource;
  const context = { ...call, private: new PrivateData(undefined) };
  const imported = await resource.importState({ ...context, id: importId });
  if (imported === null) return null;
  const prior = settleResult(attributes, null, imported);
  const answer = await resource.read({ ...context, prior: prior as KnownOf<Attributes> });
  return answer === null ? null : settleResult(attributes, prior, answer);
}
