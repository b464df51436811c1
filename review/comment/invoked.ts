import { Markdown, say } from '../markdown/markdown.ts';
import { prose } from '../markdown/prose.ts';
import type { Invocation } from '../plan/plan.ts';
import { bullet } from './section.ts';

const WORDS: Readonly<Record<string, string>> = {
  gatepost_verify_email_server: 'An email server is tried',
  gatepost_send_test_email: 'A test mail is sent',
  gatepost_resend_invitation: 'Somebody is mailed an invitation again',
  gatepost_retry_deliveries: 'Mail that failed or may have left is sent again',
};

/** As in: A test mail is sent, after create of … */
export function invoked({ address, type, trigger }: Invocation): string {
  const words = new Markdown(Object.hasOwn(WORDS, type) ? (WORDS[type] ?? '') : 'An action is run');
  if (!trigger) return bullet(say`${words}, as whoever planned has asked. (${address})`);
  return bullet(say`${words}, ${prose(trigger.event.replaceAll('_', ' '))} of ${trigger.address}. (${address})`);
}
