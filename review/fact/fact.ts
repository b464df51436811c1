import type { Markdown } from '../markdown/markdown.ts';
import type { Change } from '../plan/plan.ts';
import type { Contents } from './contents.ts';
import type { Labels } from './label.ts';

/** What a change means to people. */
export interface Fact {
  readonly told: Markdown;
  /** The attributes that it tells of, which need not be shown once more. */
  readonly about?: readonly string[];
  /** What whoever reviews it should ask. */
  readonly asked?: Markdown;
}

export interface Telling {
  readonly change: Change;
  readonly labels: Labels;
  readonly contents: Contents;
}

/** A kind of object, as people speak of it. */
export interface Kind {
  /** As in "Email server … will be created". */
  readonly noun: string;
  /** In place of the noun and the label, where there is one of it or its label says little. */
  readonly subject?: (telling: Telling) => Markdown;
  /** The attribute that names the organization it is within. */
  readonly within?: string;
  readonly facts?: (telling: Telling) => readonly (Fact | undefined)[];
}
