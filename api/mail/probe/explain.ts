import type { SmtpServer } from '../smtp-server-settings.ts';
import type { StageFailure } from '../stage.ts';
import type { Advice } from './advice.ts';
import { connectionAdvice } from './connection-advice.ts';
import { dialogueAdvice } from './dialogue-advice.ts';
import { tlsAdvice } from './tls-advice.ts';

const RULES = [...connectionAdvice, ...tlsAdvice, ...dialogueAdvice];

/** Why a stage failed and what to do, in words for an administrator. The first rule that fits speaks. */
export function explain(failure: StageFailure, server: SmtpServer): Advice {
  const code = String(failure.replyCode ?? failure.errorCode ?? 'unknown');
  const rule = RULES.find((each) => each.stage === failure.stage && each.code.test(code));
  return {
    cause: rule?.cause(server) ?? failure.message,
    fix: rule?.fix(server) ?? "Look into the server's log.",
  };
}
