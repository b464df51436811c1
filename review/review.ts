import type { Attributes } from '../provider/framework/attribute.ts';
import { provider } from '../provider/provider.ts';
import { commentOf } from './comment/comment.ts';
import { outcomeOf } from './fact/outcome.ts';
import { readLog } from './plan/read-log.ts';
import { readPlan } from './plan/read-plan.ts';

/** How many characters a comment may have. */
export const FORGES = { github: 65_536, gitlab: 1_000_000 } as const;

export interface ReviewOptions {
  /** What `terraform show -json` says of a saved plan. */
  readonly plan: string;
  /** What `terraform plan -json` printed while it was made. */
  readonly log?: string | undefined;
  readonly forge: keyof typeof FORGES;
}

/**
 * A plan as a comment for those who review it: the same words for the same plan.
 * @throws PlanError when one of the texts is not what it should be
 */
export async function reviewOf({ forge, ...texts }: ReviewOptions): Promise<string> {
  const { plan, diagnostics } = await read(texts);
  return commentOf(plan, diagnostics, FORGES[forge]);
}

/**
 * The same for programs.
 * @throws PlanError as `reviewOf`
 */
export async function factsOf(texts: Omit<ReviewOptions, 'forge'>): Promise<object> {
  const { plan, diagnostics } = await read(texts);
  return outcomeOf(plan, diagnostics);
}

async function read({ plan, log }: Omit<ReviewOptions, 'forge'>) {
  const secrets = await secretNames();
  return {
    plan: readPlan(plan, (name) => secrets.has(name)),
    diagnostics: log === undefined ? undefined : readLog(log),
  };
}

/** Attributes that are secret by the schema of the provider: none is shown, whatever a plan says of it. */
async function secretNames(): Promise<Set<string>> {
  const resources = await provider.resources();
  return new Set(resources.flatMap(({ attributes }) => sensitiveIn(attributes)));
}

const sensitiveIn = (attributes: Attributes): string[] =>
  Object.entries(attributes).flatMap(([name, { sensitive, nested }]) => [
    ...(sensitive ? [name] : []),
    ...(nested ? sensitiveIn(nested.attributes) : []),
  ]);
