import { isRefused } from '../client/api-error.ts';
import type { Client } from '../client/client.ts';
import { set, string } from '../framework/attribute-builder.ts';
import type { CallContext } from '../framework/context.ts';
import { incompleteIdentity, plainError } from '../framework/diagnostic.ts';
import { known } from '../framework/value.ts';
import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { id } from '../rest/header.ts';
import { demandParents } from '../rest/missing-parent.ts';
import {
  BASE_LANGUAGE,
  importIdOf,
  type TextView,
  textOfImportId,
  textPath,
  textState,
  textsPlace,
} from '../rest/notification-text.ts';
import { changePlanned } from '../rest/planned-change.ts';
import { fixed, optionalReference } from '../rest/reference.ts';
import { explained } from '../rest/refusal.ts';
import { isSameLanguage } from '../rest/spelling.ts';

const typeName = 'gatepost_notification_template';
const limits = constraints.notification_template;
const PARTS = ['subject', 'body', 'body_html', 'content_type'] as const;

const inherited = { optional: true, computed: true, unknownWhen: 'created' } as const;

const attributes = {
  id,
  organization_id: fixed(
    optionalReference({
      description: 'Id of the organization whose text it is. Without it, the cloud. A change replaces the template.',
      from: 'gatepost_provider_organization.example.id',
    }),
  ),
  catalog_id: fixed(
    optionalReference({
      description:
        'Id of the catalog of the organization, where it is the text of one. A change replaces the template.',
      from: 'gatepost_catalog.example.id',
    }),
  ),
  scope: string({
    description:
      'For whom it is: `cloud` (all), `admin`, `provider` or `catalog`; an organization has `provider` and `catalog`, a catalog `catalog`. `space` and `consumer` are kept for those who have such. A change replaces the template.',
    required: true,
    requiresReplace: true,
    constraint: { enum: ['cloud', 'admin', 'provider', 'catalog', 'space', 'consumer'] },
  }),
  mail: string({
    description: 'Name of the mail, such as `invitation` or `password-reset`. A change replaces the template.',
    required: true,
    requiresReplace: true,
    constraint: { pattern: '^[a-z][a-z-]*$', patternMeaning: 'must be the name of a mail, such as password-reset' },
  }),
  language: string({
    description: `Language of the text, such as \`de\` or \`pt-BR\`. Default \`${BASE_LANGUAGE}\`. A change replaces the template.`,
    optional: true,
    computed: true,
    default: BASE_LANGUAGE,
    requiresReplace: true,
    constraint: constraints.user.language,
    sameMeaning: isSameLanguage,
  }),
  subject: string({
    description: 'One line, Handlebars. Without it what the text stands over says.',
    ...inherited,
    constraint: limits.subject,
  }),
  body: string({
    description: 'Plain text, Handlebars. Without it what the text stands over says.',
    ...inherited,
    constraint: limits.body,
  }),
  body_html: string({
    description: 'HTML, Handlebars; variables are escaped in it. Without it what the text stands over says.',
    ...inherited,
    constraint: limits.body_html,
  }),
  content_type: set('string', {
    description: 'Which of `text` and `html` a mail carries. Without it what the text stands over says.',
    ...inherited,
    constraint: limits.content_type,
    elements: limits.content_type.elements,
  }),
};

export const notificationTemplate = defineResource({
  typeName,
  description:
    'What a mail says, in one language: for the whole cloud, for an organization or for a catalog. The texts are Handlebars; what is not said is what the text stands over. What is left out later stays as it is; destroying the template brings back what it stands over.',
  attributes,
  identity: ['organization_id', 'catalog_id', 'scope', 'mail', 'language'],
  importIdOf: (identity) => {
    if (identity.catalog_id !== null && identity.organization_id === null) throw incompleteIdentity('organization_id');
    return importIdOf(identity);
  },
  validate: ({ config, error }) => {
    if (typeof config.catalog_id === 'string' && config.organization_id === null)
      error(['organization_id'], 'A catalog without its organization', 'Set `organization_id` too.');
    if (PARTS.every((part) => config[part] === null))
      error(['subject'], 'A template that says nothing', 'Set one of `subject`, `body`, `body_html`, `content_type`.');
  },
  create: (context) =>
    explain(context, context.plan, async () => {
      const { client, signal, plan } = context;
      const path = textPath(plan);
      const before = await client.findTagged<TextView>(path, signal);
      if (before?.view.is_changed) throw changedAlready(plan);
      try {
        return textState(await client.patch<TextView>(path, bodyOf(plan), signal, before?.etag));
      } catch (error) {
        throw isRefused(error, 'stale') ? changedAlready(plan) : error;
      }
    }),
  read: (context) => explain(context, context.prior, () => find(context, context.prior)),
  update: (context) =>
    explain(context, context.plan, async () => {
      const { client, signal, plan, config, changed } = context;
      const [path, own] = [textPath(plan), PARTS.filter((part) => config[part] !== null)];
      const sent = own.filter((part) => changed(part));
      const body = pick(bodyOf(plan), sent);
      // The others may say something new because what they stand over does, by this very run: they are read next time.
      const fromWire = (view: TextView) => pick(textState(view), own);
      const target = { typeName, attributes, path, fromWire };
      const patch = (tag: string | undefined) => client.patch<TextView>(path, body, signal, tag);
      return fromWire(await changePlanned(target, context, patch));
    }),
  delete: (context) =>
    explain(context, context.prior, async () => {
      if (!(await find(context, context.prior))) return;
      await context.client.act(`${textPath(context.prior)}/reset`, {}, context.signal);
    }),
  importState: async (context) => {
    const values = textOfImportId(typeName, context.id);
    return explain(context, values, async () => {
      const state = await find(context, values);
      if (state === null) await demandParents(context.client, withinOf(context, values));
      return state;
    });
  },
});

type Explaining = CallContext<Client> & { readonly config?: unknown };

function explain<T>(context: Explaining, values: unknown, run: () => Promise<T>): Promise<T> {
  const { client, config } = context;
  return explained({ client, config, typeName, attributes, within: withinOf(context, values) }, run);
}

const withinOf = ({ signal }: Explaining, values: unknown) => ({ signal, path: textsPlace(values), values });

/** Null where nobody has changed the text, or where what it belongs to is gone. */
async function find({ client, signal }: CallContext<Client>, values: unknown) {
  const view = await client.find<TextView>(textPath(values), signal);
  return view?.is_changed ? textState(view) : null;
}

function bodyOf(plan: { readonly [part in (typeof PARTS)[number]]: unknown }) {
  return Object.fromEntries(PARTS.map((part) => [part, known(plan[part])]));
}

function pick<T extends object>(values: T, names: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name))) as Partial<T>;
}

function changedAlready(plan: object): Error {
  const importId = JSON.stringify(importIdOf(plan as Parameters<typeof importIdOf>[0]));
  return plainError(
    `This ${typeName} exists already`,
    `Somebody has changed the text. To manage it here, import it (with the label of your resource in place of "this") and apply again:\n\nimport {\n  to = ${typeName}.this\n  id = ${importId}\n}`,
  );
}
