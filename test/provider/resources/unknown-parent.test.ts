import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dataSources } from '../../../provider/data-sources/index.ts';
import type { Attributes } from '../../../provider/framework/attribute.ts';
import { entry, type ValueRecord } from '../../../provider/framework/value.ts';
import { listResources } from '../../../provider/list-resources/index.ts';
import { resources } from '../../../provider/resources/index.ts';
import { attributesOfPath } from '../../../provider/rest/path.ts';
import type { TestApi } from '../../api/start-api.ts';
import { cases, type People, surround } from './every-resource.ts';
import { invoke, list } from './further-engine.ts';
import { errorsOf, startTestEngine, type TestEngine } from './test-engine.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';

let api: TestApi;
let administrators: TestEngine;
let people: People;
/** Of the organization `admin`. */
let role: string;
beforeAll(async () => {
  ({ api, engine: administrators } = await startTestEngine());
  people = await surround(administrators, api);
  role = (await api.admin.get('/orgs/admin/roles').expect(200)).body.results[0].id;
});
afterAll(() => api.stop());

interface Declared {
  readonly typeName: string;
  readonly attributes: Attributes;
}

/** Where the objects of a resource are, as its declaration says. */
const placeOf = (resource: object): string[] =>
  ['collection', 'path']
    .flatMap((name) => attributesOfPath(String(entry(resource as ValueRecord, name) ?? '')))
    .filter((name) => name !== 'id');

/** Whatever stands in a path of any resource is a parent, wherever else it is given. */
const PARENTS = [...new Set(resources.flatMap(placeOf))];

/** Each declaration with each parent that a configuration can name. */
const within = (declared: readonly Declared[]): [string, string, Attributes][] =>
  declared.flatMap(({ typeName, attributes }) =>
    PARENTS.filter((name) => attributes[name]?.required || attributes[name]?.optional).map(
      (name): [string, string, Attributes] => [typeName, name, attributes],
    ),
  );

const unknown = (parent: string) => (parent.endsWith('_id') ? NOBODY : 'nowhere');

/** What there is of a parent, as the error has to tell it. */
const there = (parent: string): string => {
  const { organization = '', catalog = '' } = people.ids;
  const known: Readonly<Record<string, string>> = {
    organization_id: `acme (${organization})`,
    catalog_id: `settled (${catalog})`,
    user_registry: 'api-manager-lur',
    availability_zone: 'availability-zone-default',
  };
  return known[parent] ?? `nobody has said what there is of ${parent}`;
};

/** Only whoever sees all organizations is told that there is none; what is in one its owner sees. */
const engineFor = (parent: string) => (parent === 'catalog_id' ? people.owners : administrators);

function expectBlame(errors: readonly string[], parent: string, value = unknown(parent)): void {
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(new RegExp(`^${parent}: There is no [a-z ]+ "${value}"`));
  expect(errors[0]).toContain(`${parent} is "${value}"`);
  expect(errors[0]).toContain(there(parent));
}

/** What a resource is made with but for its parent. */
function configOf(typeName: string, parent: string): ValueRecord {
  const { organization = '' } = people.ids;
  const own: Readonly<Record<string, ValueRecord>> = {
    gatepost_user: { username: 'ann', email: 'ann@acme.test' },
    gatepost_portal_service: {
      title: 'Portal',
      endpoint: 'https://portal.acme.test',
      web_endpoint_base: 'https://www.acme.test',
      notification_settings_id: 'cloud-setting',
    },
    gatepost_member: {
      organization_id: api.gatepost.context.adminOrgId,
      user_id: people.ids.user ?? null,
      role_ids: [role],
    },
    gatepost_notification_template: {
      organization_id: organization,
      scope: 'catalog',
      mail: 'portal-ready',
      subject: 'Ready',
    },
  };
  const config = own[typeName] ?? cases[typeName]?.(people.ids).steps[0];
  if (!config) throw new Error(`nobody has said what a ${typeName} is made with`);
  return { ...config, [parent]: unknown(parent) };
}

/** Besides the parent, whatever the declaration takes of this. */
function lookUpOf(attributes: Attributes, parent: string, by: ValueRecord): ValueRecord {
  const known = { organization_id: people.ids.organization ?? null, scope: 'catalog', mail: 'portal-ready', ...by };
  const taken = Object.entries(known).filter(
    ([name]) => attributes[name]?.required || attributes[name]?.optional || false,
  );
  return { ...Object.fromEntries(taken), [parent]: unknown(parent) };
}

test('these are the parents', () => {
  expect(PARENTS.toSorted()).toEqual(['availability_zone', 'catalog_id', 'organization_id', 'user_registry']);
});

describe('a parent that is not there is named with its attribute and what there is:', () => {
  test.each(within(resources))('%s is created, %s', async (typeName, parent) => {
    const outcome = await engineFor(parent).apply(typeName, configOf(typeName, parent));
    expectBlame(errorsOf(outcome), parent);
    expect(outcome.state).toBeNull();
  });

  test.each(within(dataSources))('%s is read, %s', async (typeName, parent, attributes) => {
    const key = ['name', 'username', 'email'].find((name) => attributes[name]?.optional) ?? 'none';
    for (const by of [{ id: NOBODY }, { [key]: 'x@acme.test' }]) {
      const config = lookUpOf(attributes, parent, by);
      expectBlame(errorsOf(await engineFor(parent).readData(typeName, config)), parent);
    }
  });

  test.each(within(listResources))('%s is listed, %s', async (typeName, parent) => {
    const { organization = '' } = people.ids;
    const config = { ...(parent === 'catalog_id' && { organization_id: organization }), [parent]: unknown(parent) };
    const told = await list(engineFor(parent), typeName, config).catch(String);
    expectBlame([String(told).replace('Error: ', '')], parent);
  });
});

test('an invitation that is to be mailed again is not blamed for its organization', async () => {
  const config = { invitation_id: NOBODY, organization_id: NOBODY };
  const { diagnostics } = await invoke(administrators, 'gatepost_resend_invitation', config);
  expectBlame(diagnostics, 'organization_id');
});

describe('an import that names a parent that is not there says so:', () => {
  const placed = resources.flatMap((resource) => {
    const [parent] = placeOf(resource);
    return parent === undefined ? [] : [[resource.typeName, parent, placeOf(resource).length] as const];
  });

  test.each(placed.filter(([typeName]) => !typeName.endsWith('_settings')))('%s, %s', async (typeName, parent) => {
    expectBlame(errorsOf(await administrators.import(typeName, 'nowhere/x')), parent, 'nowhere');
  });

  test('settings', async () => {
    const organizations = await administrators.import('gatepost_organization_settings', 'nowhere');
    expectBlame(errorsOf(organizations), 'organization_id', 'nowhere');
    const within = await administrators.import('gatepost_catalog_settings', 'nowhere/sandbox');
    expectBlame(errorsOf(within), 'organization_id', 'nowhere');
    const catalogs = await people.owners.import('gatepost_catalog_settings', 'acme/nowhere');
    expectBlame(errorsOf(catalogs), 'catalog_id', 'nowhere');
  });

  test('texts of mails', async () => {
    const template = 'gatepost_notification_template';
    const organizations = await administrators.import(template, 'nowhere:provider/password-reset');
    expectBlame(errorsOf(organizations), 'organization_id', 'nowhere');
    const catalogs = await people.owners.import(template, 'acme/nowhere:catalog/portal-ready');
    expectBlame(errorsOf(catalogs), 'catalog_id', 'nowhere');
  });
});

test('a parent that is there is never blamed for what is not in it, in whatever case its id is', async () => {
  const { organization = '' } = people.ids;
  const config = { organization_id: organization.toUpperCase(), name: 'nobody' };
  const errors = errorsOf(await people.owners.readData('gatepost_role', config));
  expect(errors).toEqual([expect.stringMatching(/^name: There is no gatepost_role with this name/)]);
});
