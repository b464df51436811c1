import type { Choices } from '../frame/choice.ts';
import type { Field } from '../frame/form.ts';
import type { Column } from '../frame/list.ts';
import type { Needs, Section, Visit } from '../frame/page.ts';
import type { Chain } from '../keystore/chain.ts';
import type { Ui } from '../location.ts';
import type { Place, Spot } from '../place.ts';

/** An object as the API answers it. */
// biome-ignore lint/suspicious/noExplicitAny: what the wire holds is said by the document of the API.
export type View = Record<string, any>;

/** What stands in a table or beside a label: words, a moment, a badge, a way to another page, or several of these. */
export interface Cell {
  text?: string;
  at?: string;
  badge?: { tone: 'good' | 'warn' | 'bad' | 'info' | 'plain'; label: string };
  /** The path of a page, which the text leads to. */
  to?: string;
  several?: readonly Cell[];
}

export interface Fact extends Cell {
  label: string;
}

export interface ObjectForm {
  fields: readonly Field[];
  choices?: readonly Choices[];
}

/** What the page of an object shows beside its form. */
export interface Look {
  facts?: readonly Fact[];
  chains?: readonly Chain[];
}

/** Keys of texts. */
interface Words {
  title: string;
  lead: string;
  /** Of the page that makes one, and of the button that leads there. */
  create: string;
  /** Where there is none yet: that, and what they are good for. */
  none: string;
  advice: string;
}

/** A kind of object with its pages: a list, one that makes an object, and one for each object. */
export interface ObjectKind {
  path: `/${Ui}${string}`;
  /** Whose they are: of `admin` unless said. What `path` and `collection` have in braces the address says. */
  place?: Place;
  /** Without a section they are not in the navigation. */
  nav: { section: Section | null; icon: string };
  words: Words;
  /** The routes of the API that the pages need; without an `update` objects never change. */
  routes: { list: Needs; create: Needs; get: Needs; update?: Needs; remove: Needs };
  /** Where they are listed, below `/api`. */
  collection: string;
  /** After the title, which leads to the object. */
  columns: readonly (Column & { cell(view: View, visit: Visit): Cell })[];
  /** @param view of the object that is there; null: one is to be made */
  form(visit: Visit, view: View | null): Promise<ObjectForm> | ObjectForm;
  /** What the form of a new one begins with. */
  starting?: View;
  /** What the form cannot say. */
  complete?(body: Body, view: View | null): Body;
  /** Where an object is made, where that is not where they are listed. */
  creationPath?(visit: Visit): string;
  /** Where an object is changed, where that is not its `url`. */
  pathOf?(view: View): string;
  look?(visit: Visit, view: View, spot: Spot): Promise<Look>;
  /** The field that the answer to the creation has, and no other: a secret. */
  secret?: { field: string; label: string; advice: string };
  scripts?: readonly string[];
  /** Whether it is shown as code. */
  isCode: boolean;
}

/** The form's body, as the API takes it. */
export type Body = Record<string, unknown>;
