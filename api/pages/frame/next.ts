import type { Visit } from './page.ts';

const MAX_LENGTH = 2000;
/** A page of ours; nothing that a browser could take for another host. */
const OWN = /^\/(cloud|manager)(?:[/?][\w\-./~%?&=+:@,]*)?$/;

/** Where somebody wanted to be, by the address or by the form; else the start of the manager. */
export function nextOf({ typed, query, ui }: Visit): string {
  const next = typed.next ?? query.next ?? '';
  return next.length <= MAX_LENGTH && OWN.test(next) ? next : `/${ui}`;
}
