import { violation } from '../../errors.ts';
import { PemError } from '../../secrets/pem.ts';
import type { Opened } from '../../secrets/store-content.ts';

/** What a field held. @throws a violation at the pointer, with the reader's words */
export function demandOpened<Content extends object>(pointer: string, opened: Opened<Content>): Content {
  if (opened instanceof PemError) throw violation(pointer, opened.message);
  if (opened === undefined) throw new Error(`What ${pointer} holds was not opened.`);
  return opened;
}
