import { pathOfUrl } from '../frame/api-path.ts';
import type { Visit } from '../frame/page.ts';
import type { Spot } from '../place.ts';
import { type Managed, managedBy } from './managed.ts';
import { type AsCode, asCode } from './panel.ts';

/** What the page of an object shows beside the object: who writes it by Terraform, and what it is as code. */
export interface Provenance {
  managed: Managed | null;
  code: AsCode;
}

/**
 * @param view as the API answers it
 * @param spot the organization that the page is about, where there is one
 */
export async function provenanceOf(
  visit: Visit,
  view: { id: string; url: string },
  spot?: Spot | null,
): Promise<Provenance> {
  const [managed, code] = await Promise.all([
    managedBy(visit, view.id, spot),
    asCode(visit, pathOfUrl(view.url), view),
  ]);
  return { managed, code };
}
