import type { FormView } from './form.ts';
import type { crumbsOf, navigationOf } from './navigation.ts';
import type { Visit } from './page.ts';
import type { Theme } from './preference.ts';

/** What every page has around its own content; templates reach it as @root.frame. */
export interface Frame {
  t: Visit['t'];
  may: Visit['may'];
  language: string;
  theme: Theme;
  ui: string;
  prefix: string;
  /** The address of the page itself, without its query. */
  self: string;
  /** With its query and without the prefix, to come back to. */
  here: string;
  formToken: string;
  who: Visit['who'];
  title: string;
  navigation: ReturnType<typeof navigationOf>;
  crumbs: ReturnType<typeof crumbsOf>;
  flash: string | null;
  errors: FormView['summary'];
  conflicts: FormView['conflicts'];
  scripts: readonly string[];
  styles: readonly string[];
}
