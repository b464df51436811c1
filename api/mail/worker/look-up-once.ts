import type { LookUps, MailSubject } from './attempt.ts';

/**
 * Looks each text and each sender up once, for the mails that were taken together: what an administrator changes counts
 * for those that are taken next.
 */
export function lookUpOnce({ templateFor, senderFor }: LookUps): LookUps {
  const templates = new Map<string, ReturnType<LookUps['templateFor']>>();
  const senders = new Map<string, ReturnType<LookUps['senderFor']>>();
  return {
    templateFor: (manager, mail) => once(templates, textKey(mail), () => templateFor(manager, mail)),
    senderFor: (manager, mail) => once(senders, ownerKey(mail), () => senderFor(manager, mail)),
  };
}

const ownerKey = ({ org_id, catalog_id }: MailSubject) => `${org_id} ${catalog_id}`;
const textKey = (mail: MailSubject) => `${ownerKey(mail)} ${mail.language} ${mail.template}`;

function once<Found>(known: Map<string, Promise<Found>>, key: string, find: () => Promise<Found>): Promise<Found> {
  const found = known.get(key) ?? find();
  known.set(key, found);
  return found;
}
