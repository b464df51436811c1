import type { Advice, Rule, Sight } from './advice.ts';
import { connectionAdvice } from './connection-advice.ts';
import { envelopeAdvice } from './envelope-advice.ts';
import { greetingAdvice } from './greeting-advice.ts';
import { signInAdvice } from './sign-in-advice.ts';
import { tlsAdvice } from './tls-advice.ts';
import { tokenAdvice } from './token-advice.ts';

const RULES: readonly Rule[] = [
  ...connectionAdvice,
  ...greetingAdvice,
  ...tlsAdvice,
  ...tokenAdvice,
  ...signInAdvice,
  ...envelopeAdvice,
];

/** Why a stage failed and what to do, in words for an administrator. The first rule that fits speaks. */
export function explain(sight: Sight): Advice {
  const { failure } = sight;
  const code = String(failure.replyCode ?? failure.errorCode ?? 'unknown');
  const rule = RULES.find(
    (each) => [each.stage].flat().includes(failure.stage) && each.code.test(code) && (each.when?.(sight) ?? true),
  );
  return {
    cause: rule?.cause(sight) ?? failure.message,
    fix: rule?.fix(sight) ?? "Look into the server's log.",
  };
}
