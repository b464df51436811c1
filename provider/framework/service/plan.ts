import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import type { Attributes } from '../attribute.ts';
import { objectType } from '../attribute.ts';
import { type Path, pathMessage } from '../diagnostic.ts';
import type { KnownOf, StateOf, UnknowableConfigOf, UnknowablePlanOf } from '../infer.ts';
import { decodeValue, encodeValue } from '../msgpack.ts';
import { changedNames, planState, replacePaths } from '../plan.ts';
import { PrivateData } from '../private.ts';
import type { PlanRequest, PlanResponse } from '../protocol/message.ts';
import type { AnyResource, PlanContext } from '../resource.ts';
import { entry, type ValueRecord } from '../value.ts';
import { method, type Session } from './session.ts';

type Planned = Omit<PlanResponse, 'diagnostics'>;

/** PlanResourceChange. Works without a configured client. */
export function planMethods<Client>(session: Session<Client>): ServiceImplementation {
  return {
    PlanResourceChange: method<PlanRequest, PlanResponse>(
      'Planning',
      () => ({}),
      async (request, report, call) => {
        const remote = session.remote(call);
        const resource = await session.resource(request.type_name);
        const type = objectType(resource.attributes);
        const prior = decodeValue(request.prior_state, type) as ValueRecord | null;
        if (decodeValue(request.proposed_new_state, type) === null)
          return planDestroy(resource, request, prior, { ...remote, warn: report.warn });
        const config = decodeValue(request.config, type) as ValueRecord;
        return planChange(resource, request, config, prior, { ...remote, warn: report.warn });
      },
    ),
  };
}

type Around<Client> = Pick<PlanContext<Attributes, Client>, 'client' | 'signal' | 'warn'>;

async function planDestroy<Client>(
  resource: AnyResource<Client>,
  request: PlanRequest,
  prior: ValueRecord | null,
  around: Around<Client>,
): Promise<Planned> {
  const privateData = new PrivateData(request.prior_private);
  if (prior) await resource.planDestroy?.({ ...around, prior: prior as KnownOf<Attributes>, private: privateData });
  return {
    planned_state: encodeValue(null, objectType(resource.attributes)),
    ...keepPrivate(request),
    ...keepIdentity(request),
  };
}

async function planChange<Client>(
  resource: AnyResource<Client>,
  request: PlanRequest,
  config: ValueRecord,
  prior: ValueRecord | null,
  around: Around<Client>,
): Promise<Planned> {
  const { attributes } = resource;
  let plan = planState(attributes, await respelled(resource, config, prior, around), prior);
  const replaced: Path[] = prior ? replacePaths(attributes, config, prior, plan) : [];
  const changedAttributes = changedNames(attributes, plan, prior);
  await resource.modifyPlan?.({
    ...around,
    config: config as UnknowableConfigOf<Attributes>,
    prior: prior as StateOf<Attributes> | null,
    plan: plan as UnknowablePlanOf<Attributes>,
    private: new PrivateData(request.prior_private),
    changed: (...names) => names.some((name) => changedAttributes.includes(name)),
    replace: (name) => replaced.push([name]),
    set: (values) => {
      plan = withValues(attributes, plan, config, values as ValueRecord);
    },
  });
  return {
    planned_state: encodeValue(plan, objectType(attributes)),
    requires_replace: prior ? replaced.map(pathMessage) : [],
    ...keepPrivate(request),
    ...(prior && replaced.length === 0 && keepIdentity(request)),
  };
}

/** The configuration, as it was spelled before where the resource says that it means the same. */
async function respelled<Client>(
  { sameAsBefore }: AnyResource<Client>,
  config: ValueRecord,
  prior: ValueRecord | null,
  { client, signal }: Around<Client>,
): Promise<ValueRecord> {
  if (!prior || !sameAsBefore) return config;
  const kept = await sameAsBefore({
    ...(client && { client }),
    signal,
    config: config as UnknowableConfigOf<Attributes>,
    prior: prior as KnownOf<Attributes>,
  });
  return { ...config, ...Object.fromEntries(kept.map((name) => [name, entry(prior, name)])) };
}

/** What is changed in place stays what it was; a new object has no identity before it is made. */
function keepIdentity({ prior_identity: identity }: PlanRequest): Planned {
  return identity ? { planned_identity: identity } : {};
}

/** Only what is computed and not configured is ours to decide. */
function withValues(attributes: Attributes, plan: ValueRecord, config: ValueRecord, values: ValueRecord): ValueRecord {
  const given = Object.entries(values).filter(
    ([name, value]) => value !== undefined && attributes[name]?.computed && entry(config, name) === null,
  );
  return { ...plan, ...Object.fromEntries(given) };
}

/** Private data goes through a plan as it is: the plan made during apply starts from the state's, not from ours. */
function keepPrivate({ prior_private }: PlanRequest): Planned {
  return { planned_private: prior_private ?? new Uint8Array() };
}
