import { pathOfUrl } from '../frame/api-path.ts';
import type { Visit } from '../frame/page.ts';
import type { Spot } from '../place.ts';
import { type CodeLink, codeLink } from './link.ts';
import { type Managed, managedBy } from './managed.ts';

/** What the page of an object shows beside the object: who writes it by Terraform, and where it is as code. */
export interface Provenance {
  managed: Managed | null;
  code: CodeLink;
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
  return { managed: await managedBy(visit, view.id, spot), code: codeLink(visit, pathOfUrl(view.url)) };
}
