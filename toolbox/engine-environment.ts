const FOREIGN = /^(TF|GATEPOST)_/;

/**
 * The environment for an engine: the user's own without what would steer Terraform or our provider, and without
 * calls home (CHECKPOINT_DISABLE).
 */
export function engineEnvironment(env: NodeJS.ProcessEnv, own: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !FOREIGN.test(name));
  return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_INPUT: '0', ...own };
}
