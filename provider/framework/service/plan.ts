import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import type { Attributes } from '../attribute.ts';
import { objectType } from '../attribute.ts';
import type { Report } from '../context.ts';
import { type Path, pathMessage } from '../diagnostic.ts';
import type { KnownOf, StateOf, UnknowableConfigOf, UnknowablePlanOf } from '../infer.ts';
import { decodeValue, encodeValue } from '../msgpack.ts';
import { changedNames, planState, replacePaths } from '../plan.ts';
import { PrivateData } from '../private.ts';
import type { PlanRequest, PlanResponse } from '../protocol/message.ts';
import type { AnyResource } from '../resource.ts';
import type { ValueRecord } from '../value.ts';
import { method, type Session } from './session.ts';

type Planned = Omit<PlanResponse, 'diagnostics'>;

/** PlanResourceChange. Asks nothing of the remote, and works without a configured client. */
export function planMethods<Client>(session: Session<Client>): ServiceImplementation {
  return {
    PlanResourceChange: method<PlanRequest, PlanResponse>(
      'Planning',
      () => ({}),
      async (request, report) => {
        const resource = await session.resource(request.type_name);
        const type = objectType(resource.attributes);
        const prior = decodeValue(request.prior_state, type) as ValueRecord | null;
        if (decodeValue(request.proposed_new_state, type) === null)
          return planDestroy(resource, request, prior, report);
        const config = decodeValue(request.config, type) as ValueRecord;
        return planChange(resource, request, config, prior, report);
      },
    ),
  };
}

function planDestroy<Client>(
  resource: AnyResource<Client>,
  request: PlanRequest,
  prior: ValueRecord | null,
  { warn }: Report,
): Planned {
  const privateData = new PrivateData(request.prior_private);
  if (prior) resource.planDestroy?.({ prior: prior as KnownOf<Attributes>, private: privateData, warn });
  return { planned_state: encodeValue(null, objectType(resource.attributes)), ...keepPrivate(request) };
}

function planChange<Client>(
  resource: AnyResource<Client>,
  request: PlanRequest,
  config: ValueRecord,
  prior: ValueRecord | null,
  report: Report,
): Planned {
  const { attributes } = resource;
  const plan = planState(attributes, config, prior);
  const replaced: Path[] = prior ? replacePaths(attributes, config, prior, plan) : [];
  const changedAttributes = changedNames(attributes, plan, prior);
  resource.modifyPlan?.({
    config: config as UnknowableConfigOf<Attributes>,
    prior: prior as StateOf<Attributes> | null,
    plan: plan as UnknowablePlanOf<Attributes>,
    private: new PrivateData(request.prior_private),
    changed: (...names) => names.some((name) => changedAttributes.includes(name)),
    replace: (name) => replaced.push([name]),
    warn: report.warn,
  });
  return {
    planned_state: encodeValue(plan, objectType(attributes)),
    requires_replace: prior ? replaced.map(pathMessage) : [],
    ...keepPrivate(request),
  };
}

/** Private data goes through a plan as it is: the plan made during apply starts from the state's, not from ours. */
function keepPrivate({ prior_private }: PlanRequest): Planned {
  return { planned_private: prior_private ?? new Uint8Array() };
}
