import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import type { Attributes } from '../attribute.ts';
import { objectType } from '../attribute.ts';
import type { CallContext, Report } from '../context.ts';
import { identityOf } from '../identity.ts';
import type { ConfigOf, KnownOf, PlanOf, Result, StateOf } from '../infer.ts';
import { decodeValue, encodeValue } from '../msgpack.ts';
import { changedNames } from '../plan.ts';
import { PrivateData } from '../private.ts';
import type { ApplyRequest, ApplyResponse } from '../protocol/message.ts';
import type { AnyResource, CreateContext } from '../resource.ts';
import { inconsistencies, settleResult } from '../result.ts';
import { unknownAsNull, type Value, type ValueRecord } from '../value.ts';
import { attempt, method, type Session } from './session.ts';

/** One change under way. */
interface Change<Client> {
  readonly resource: AnyResource<Client>;
  readonly prior: ValueRecord | null;
  readonly plan: ValueRecord | null;
  readonly config: Value;
  readonly private: PrivateData;
  readonly report: Report;
  /** What is really there by now: what Terraform is told if the change fails. */
  achieved: Value;
}

/** ApplyResourceChange: create, update or delete. Private data come back whatever happens. */
export function applyMethods<Client>(session: Session<Client>): ServiceImplementation {
  return {
    ApplyResourceChange: method<ApplyRequest, ApplyResponse>('Applying', untouched, async (request, report, call) => {
      const resource = await session.resource(request.type_name);
      const change = readChange(resource, request, report);
      const doing = `${verb(change)} ${request.type_name}`;
      await attempt(report, doing, () => carryOut(change, session.callContext(call, report)));
      const state = unknownAsNull(change.achieved);
      const identity = identityOf(resource, state) ?? request.planned_identity;
      return {
        new_state: encodeValue(state, objectType(resource.attributes)),
        private: change.private.toBytes(),
        ...(state !== null && identity && { new_identity: identity }),
      };
    }),
  };
}

function untouched(request: ApplyRequest): Omit<ApplyResponse, 'diagnostics'> {
  const { prior_state: state, planned_private: privateBytes, planned_identity: identity } = request;
  return {
    ...(state && { new_state: state }),
    ...(privateBytes && { private: privateBytes }),
    ...(identity && { new_identity: identity }),
  };
}

function readChange<Client>(resource: AnyResource<Client>, request: ApplyRequest, report: Report): Change<Client> {
  const type = objectType(resource.attributes);
  const prior = decodeValue(request.prior_state, type) as ValueRecord | null;
  return {
    resource,
    prior,
    plan: decodeValue(request.planned_state, type) as ValueRecord | null,
    config: decodeValue(request.config, type),
    private: new PrivateData(request.planned_private),
    report,
    achieved: prior,
  };
}

function verb<Client>({ prior, plan }: Change<Client>): string {
  if (plan === null) return 'Deleting';
  return prior === null ? 'Creating' : 'Updating';
}

async function carryOut<Client>(change: Change<Client>, call: CallContext<Client>): Promise<void> {
  const { resource, prior, plan } = change;
  if (plan === null) {
    if (prior) await resource.delete({ ...call, private: change.private, prior: prior as KnownOf<Attributes> });
    change.achieved = null;
    return;
  }
  const context = createContext(change, call);
  settle(change, plan, prior === null ? await resource.create(context) : await update(change, prior, plan, context));
}

function createContext<Client>(change: Change<Client>, call: CallContext<Client>): CreateContext<Attributes, Client> {
  const { attributes } = change.resource;
  return {
    ...call,
    private: change.private,
    config: change.config as ConfigOf<Attributes>,
    plan: change.plan as PlanOf<Attributes>,
    save: (achieved) => {
      change.achieved = settleResult(attributes, change.achieved, achieved);
    },
  };
}

function update<Client>(
  { resource }: Change<Client>,
  prior: ValueRecord,
  plan: ValueRecord,
  context: CreateContext<Attributes, Client>,
): Promise<Result<Attributes>> {
  const changedAttributes = changedNames(resource.attributes, plan, prior);
  const changed = (...names: string[]) => names.some((name) => changedAttributes.includes(name));
  return resource.update({ ...context, prior: prior as StateOf<Attributes>, changed });
}

/** The answer is what is there now, even where it is not what was planned: that is said as an error. */
function settle<Client>(change: Change<Client>, plan: ValueRecord, answer: Result<Attributes>): void {
  const { attributes } = change.resource;
  const state = settleResult(attributes, plan, answer);
  change.achieved = state;
  change.report.diagnostics.push(...inconsistencies(attributes, plan, state));
}
