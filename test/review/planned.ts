import { reviewOf } from '../../review/review.ts';
import type { Workspace } from '../../toolbox/workspace.ts';

export interface Planned {
  /** As `terraform show -json` says it. */
  readonly plan: string;
  /** As `terraform plan -json` printed it. */
  readonly log: string;
  readonly comment: string;
}

/** Plans what the workspace has, as a pipeline would, and reviews it. */
export async function planAndReview(workspace: Workspace, ...args: string[]): Promise<Planned> {
  const { stdout: log } = await workspace.run('plan', '-input=false', '-json', '-out=plan.bin', ...args);
  const plan = JSON.stringify(await workspace.show('plan.bin'));
  return { plan, log, comment: await reviewOf({ plan, log, forge: 'github' }) };
}
