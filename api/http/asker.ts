import { isPurpose } from '../access/one-time-token.ts';
import type { Context } from '../context.ts';
import type { OrganizationHead } from '../tables/organization.ts';
import { type Authenticated, authenticate } from './authenticate.ts';
import type { Access } from './route.ts';

/** What tells who asks: of one request of theirs. */
export interface Sender {
  /** Their access token; null: they have not signed in. */
  token: string | null;
  address: string;
  requestId: string | null;
}

/**
 * Who asks from within, for one request of theirs. They are looked up once for as long as they only read, so that a page
 * of many parts asks once whose it is; the next request is the next look-up.
 */
export class Asker {
  readonly sender: Sender;
  readonly #context: Context;
  /** As they were looked up, each time with another organization. */
  #known: Authenticated[] = [];

  constructor(context: Context, sender: Sender) {
    this.#context = context;
    this.sender = sender;
  }

  /** @throws 401 without a token, or with one that is unknown or has expired. */
  async identify(access: Access, segment?: string): Promise<Authenticated> {
    // What a mailed link opens may be open once only, and whoever asks what is open to everybody is nobody.
    if (access === 'open' || isPurpose(access)) return this.#authenticate(access, segment);
    const known = this.#known;
    const found = known.find(({ organization }) => segment === undefined || isNamed(organization, segment));
    if (found) return segment === undefined ? { ...found, organization: null } : found;
    const who = await this.#authenticate(access, segment);
    // Into what was forgotten meanwhile, where it was.
    known.push(who);
    return who;
  }

  /** Before they change something they are looked up anew; and what they changed may be who they are, or what they may. */
  forget(): void {
    this.#known = [];
  }

  #authenticate(access: Access, segment: string | undefined): Promise<Authenticated> {
    const { token, address } = this.sender;
    const headers = token === null ? {} : { authorization: `Bearer ${token}` };
    return authenticate(this.#context, access, { headers, ip: address }, segment);
  }
}

const isNamed = (organization: OrganizationHead | null, segment: string): boolean =>
  organization?.id === segment || organization?.name === segment;
