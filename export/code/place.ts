import type { Kind } from '../cloud/kind.ts';
import type { Found, View } from '../cloud/view.ts';

/** Where an object is: its kind, and the steps of the path to it. */
export interface Place {
  readonly kind: Kind;
  readonly steps: readonly string[];
  /** The steps of the kind's path, `{}` for a name. */
  readonly pattern: readonly string[];
}

type Read = (path: string) => Promise<View>;

/** What a path is of; undefined where no kind is there. The organization `admin` may stand by its id. */
export function placeOf(kinds: readonly Kind[], path: string, adminId: string | null): Place | undefined {
  const steps = listedPath(path)
    .split('/')
    .map((step) => (step === adminId ? 'admin' : step));
  for (const kind of kinds) {
    const pattern = patternOf(kind).split('/');
    const fits = pattern.every((step, at) => step === '{}' || step === steps[at]);
    if (fits && depthsOf(kind).includes(steps.length - pattern.length)) return { kind, steps, pattern };
  }
  return undefined;
}

/** Some objects answer at another path than the one they are listed at. */
const listedPath = (path: string): string =>
  path.replace(/^\/catalogs\/([^/]+)\//, '/orgs/$1/catalogs/').replace(/^\/cloud\/orgs\//, '/orgs/');

/** Organizations are listed under another path than each has. */
const patternOf = ({ noun, path }: Kind): string => (noun === 'provider_organization' ? '/orgs' : path);

/** How many steps an object is below the path of its kind; some go by two words. */
function depthsOf({ noun, isSettings }: Kind): readonly number[] {
  if (isSettings || noun === 'notification_settings') return [0];
  return /^tls_|_template$/.test(noun) ? [1, 2] : [1];
}

/** The object at a place, with those around it. */
export async function findAt(read: Read, { steps, pattern }: Pick<Place, 'steps' | 'pattern'>): Promise<Found> {
  const view = await read(steps.join('/'));
  const at = pattern.lastIndexOf('{}');
  if (at < 0) return { view, parent: null };
  return { view, parent: await findAt(read, { steps: steps.slice(0, at + 1), pattern: pattern.slice(0, at) }) };
}
