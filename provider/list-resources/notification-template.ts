import { string } from '../framework/attribute-builder.ts';
import type { Listed } from '../framework/list-resource.ts';
import { notificationTemplate } from '../resources/notification-template.ts';
import { defineListResource } from '../rest/definition.ts';
import { every, pagesOf } from '../rest/every.ts';
import { catalogsOf, type Owner, organizations } from '../rest/list-owner.ts';
import {
  contains,
  displayName,
  fitting,
  type ListedView,
  type SearchContext,
  searched,
  searchOf,
  whereOpen,
} from '../rest/list-search.ts';
import { demandParents } from '../rest/missing-parent.ts';
import { type TextView, textState, textsPath } from '../rest/notification-text.ts';
import { expandPath } from '../rest/path.ts';

const { typeName, attributes: own } = notificationTemplate;

/** Whose texts are looked for; without a title those of the cloud. */
interface TextOwner {
  readonly words: string;
  readonly title?: string;
  readonly place: Owner['place'];
  readonly isNamed: boolean;
}

/** Whom a search can name. */
const OF_CATALOG = '/catalogs/{organization_id}/{catalog_id}';

const CLOUD: TextOwner = { words: 'the cloud', place: {}, isNamed: false };

/** The texts of mails that somebody has changed: those that nobody has are no objects of Terraform. */
export const notificationTemplates = defineListResource({
  typeName,
  description:
    'Finds texts of mails that somebody has changed, in every language, for `terraform query`: those of the cloud, of organizations and of their catalogs.',
  attributes: {
    contains: contains('mails'),
    scope: string({
      description: 'Only those for this scope.',
      optional: true,
      constraint: own.scope?.constraint ?? {},
    }),
    organization_id: string({
      description: 'Only those of one organization and of its catalogs, by its id.',
      optional: true,
      constraint: { minLength: 1, maxLength: 255 },
    }),
    catalog_id: string({
      description: 'Only those of one catalog of the organization, by its id.',
      optional: true,
      constraint: { minLength: 1, maxLength: 255 },
    }),
  },
  validate: ({ config, error }) => {
    if (typeof config.catalog_id === 'string' && config.organization_id === null)
      error(['organization_id'], 'A catalog without its organization', 'Set `organization_id` too.');
  },
  list: (context: SearchContext) => searched(context, { typeName, path: OF_CATALOG }, everywhere(context)),
});

async function* everywhere(context: SearchContext): AsyncGenerator<Listed> {
  const { client, signal } = context;
  // It is looked for among those of its organization, where one that is not there would be found no more than others.
  if (searchOf(context).catalog_id)
    await demandParents(client, { signal, path: OF_CATALOG, values: searchOf(context) });
  for await (const owner of owners(context)) {
    const { isNamed, words } = owner;
    yield* whereOpen(context, { isNamed, what: `texts of mails of ${words}` }, textsOf(context, owner));
  }
}

async function* owners(context: SearchContext): AsyncGenerator<TextOwner> {
  const { organization_id: organization, catalog_id: catalog } = searchOf(context);
  if (!organization) yield CLOUD;
  for await (const page of organizations(context)) {
    for (const owner of page) {
      if (!catalog && (organization || !isCloud(owner))) yield titled(owner, displayName(owner.view));
      yield* catalogOwners(context, owner, catalog ?? null);
    }
  }
}

/** What the organization of the cloud says is what the cloud says. */
const isCloud = ({ view }: Owner): boolean => view.org_type === 'admin';

const titled = ({ words, place, isNamed }: Owner, title: string): TextOwner => ({ words, place, isNamed, title });

async function* catalogOwners(context: SearchContext, organization: Owner, wanted: string | null) {
  const { isNamed, words } = organization;
  const pages = whereOpen(context, { isNamed, what: `catalogs of ${words}` }, catalogsOf(context, organization));
  for await (const page of pages) {
    for (const catalog of page)
      if (wanted === null || catalog.view.id === wanted)
        yield titled(catalog, [organization, catalog].map(({ view }) => displayName(view)).join(', '));
  }
}

/** In all languages: a list of texts has those in English alone. */
async function* textsOf(context: SearchContext, owner: TextOwner): AsyncGenerator<Listed> {
  const { client, signal } = context;
  const { scope } = searchOf(context);
  const path = `${textsPath(owner.place)}${scope ? expandPath('/{scope}', { scope }) : ''}`;
  for await (const page of pagesOf<TextView & ListedView>(client, path, signal)) {
    const asked = page.filter(fitting(context)).map((text) => {
      const { scope: of, notification_template_type: mail } = text;
      const languages = expandPath('/{of}/{mail}/notification-languages', { of, mail });
      return every<TextView>(client, `${textsPath(owner.place)}${languages}`, signal);
    });
    const texts = (await Promise.all(asked)).flat();
    yield* texts.filter(({ is_changed: isChanged }) => isChanged).map((text) => listed(owner, text));
  }
}

function listed({ title }: TextOwner, text: TextView): Listed {
  const { scope, notification_template_type: mail, language } = text;
  const name = `${mail} (${scope}, ${language})`;
  return { displayName: title === undefined ? name : `${title}: ${name}`, state: textState(text) };
}
