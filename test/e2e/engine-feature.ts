import { describe } from '@jest/globals';
import { featureNamed, hasFeature } from '../../scripts/matrix/feature.ts';
import { findEngine } from '../../toolbox/engine.ts';

/** What only newer engines have, with one of them; `GATEPOST_TERRAFORM` names it, and `npm run matrix` tries each. */
const { product: kind, version } = await findEngine(process.env);

/** `describe`, where the engine has the feature of that name; otherwise it is skipped, and said so. */
export function describeWith(name: string) {
  if (hasFeature({ kind, version }, featureNamed(name))) return describe;
  process.stderr.write(`Skipped, since ${kind} ${version} does not have it: ${name}\n`);
  return describe.skip;
}
