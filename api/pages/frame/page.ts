import type { Context } from '../../context.ts';
import type { Granted, Message, Method, Refused, Result } from '../../http/inside.ts';
import type { Location, Ui } from '../location.ts';
import type { Cookie } from './cookie.ts';
import type { Language, Translate } from './text.ts';

/**
 * Whom a page is for: everybody, whoever is signed in, or whoever may use a route of the API, in the organization
 * `admin`; so that what a page needs is said once, by the route.
 */
export type Needs = 'open' | 'signed-in' | `${Method} /${string}`;

/** The parts of the side navigation, in their order. */
export const SECTIONS = [
  'home',
  'notifications',
  'tls',
  'organizations',
  'people',
  'services',
  'access',
  'audit',
] as const;
export type Section = (typeof SECTIONS)[number];

/** A page as data: declared in its folder's index.ts, listed in pages/index.ts. */
export type Page = Templated | Standing;

export interface Templated extends PageHead {
  /** From the folder pages/ on. */
  template: string;
  /** What its template is filled with. */
  data?(visit: Visit): Promise<object> | object;
}

/** What is no page, and has an address all the same. */
interface Standing extends PageHead {
  document(visit: Visit): Promise<Document>;
}

interface PageHead {
  /** With placeholders, as those of routes; it begins with the manager. */
  path: `/${Ui}${string}`;
  /** The key of its title in the texts; what `data` says as `title` goes before. */
  title: string;
  needs: Needs;
  /** Where it stands in the navigation; without it it does not. */
  nav?: { section: Section; icon: string };
  /** Whether it stands alone, without navigation: what one sees before one is signed in. */
  bare?: true;
  /** Further assets it loads, by name. */
  scripts?: readonly string[];
  styles?: readonly string[];
  /** What its forms do, by the value of the button's `action`. */
  actions?: Readonly<Record<string, Action>>;
}

export type Action = (visit: Visit) => Promise<Outcome>;

/** How an action ended. */
export type Outcome =
  /** Done: on to a page (303), which says the flash once. */
  | { to: string; flash?: Flash; cookies?: readonly Cookie[] }
  /** Refused: the same page again (422), with what was typed and what is wrong with it. */
  | { refused: Refused }
  /** Done, and the page is shown at once, with what can be shown this once only (a new secret). */
  | { shown: object }
  /** Done: a file to be kept. */
  | { file: Download }
  /** Something else than a page. */
  | { document: Document }
  /** Begun, and the page is shown at once; where its template says {{{live}}}, stands what comes of it, as it comes. */
  | { live: Live };

export interface Download {
  name: string;
  /** Its media type. */
  type: string;
  content: Buffer;
}

/** What a page leads to that stands by itself. */
export interface Document {
  type: 'text/html' | 'text/plain';
  text: string;
  /** The Content-Security-Policy it is shown under; by default that of pages. */
  policy?: string;
}

/** Work that goes on while the page of it is read, without any script. */
export interface Live {
  shown: object;
  /** The template of a part. */
  template: string;
  /** Sends a part for each thing there is to say. */
  work(send: (part: object) => void): Promise<void>;
}

/** Words that the next page says once: the key of a text with its values. Nothing secret, for it travels in a cookie. */
export interface Flash {
  key: string;
  values?: Readonly<Record<string, string>>;
}

/** What a page sends to the API. */
export interface PageMessage extends Message {
  /** By what it is asked instead of by the session of the visit: the token of a mailed link, or of another session. */
  token?: string;
}

/** One look at a page, by one person. */
export interface Visit {
  readonly context: Context;
  readonly page: Page;
  readonly ui: Ui;
  readonly at: Location;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The id of the part that is looked at anew; null: the whole page is wanted. */
  readonly part: string | null;
  /** What was typed into the form; empty when none was sent. */
  readonly typed: Readonly<Record<string, string>>;
  /** Why the action was refused, where the page is shown again for it. */
  readonly refused: Refused | null;
  /** What an action has to show this once. */
  readonly shown: object | null;
  /** Who is signed in; null: nobody. */
  readonly who: { id: string; name: string } | null;
  /** The token that this browser keeps of a session in a manager, which may be over; null: it has none. */
  sessionOn(ui: Ui): string | null;
  readonly language: Language;
  readonly t: Translate;
  /** Asks the API as whoever visits: the same rights, limits, audit and entity tags as over HTTP. */
  call(method: Method, path: string, message?: PageMessage): Promise<Result>;
  /**
   * Reads of the API what the page cannot be without. The same is read once until something is changed, so that nobody
   * may alter what they got.
   * @throws Refusal, which becomes a page of its own
   */
  read(path: string, query?: Readonly<Record<string, string>>): Promise<Granted>;
  /** Whether whoever visits may see a page, or use a route in the organization `admin` or the one whose id is given. */
  may(needs: Needs, orgId?: string): boolean;
}

/** The API refused what a page cannot be without. */
export class Refusal extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.message);
    this.refused = refused;
  }
}
