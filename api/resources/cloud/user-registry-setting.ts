import { In } from 'typeorm';
import { z } from 'zod';
import { demandHoldsAllWithin } from '../../access/giving.ts';
import type { Scope } from '../../context.ts';
import { defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { resolveReference, resolveReferences } from '../../crud/reference.ts';
import { singletonRoutes } from '../../crud/singleton.ts';
import { referenceUrl } from '../../crud/url.ts';
import { ApiError, violation } from '../../errors.ts';
import { type CloudSettingRow, cloudSettingTable } from '../../tables/cloud-setting.ts';
import { ORG_TYPES, type OrgType } from '../../tables/organization.ts';
import { type UserRegistryRow, userRegistryTable } from '../../tables/user-registry.ts';
import { userRegistry } from '../people/user-registry.ts';
import { findSettings } from './cloud-setting.ts';

const urls = () =>
  field.references('must be a list of URLs of user registries').min(1, 'must name at least one registry');

const fields = {
  admin_user_registry_urls: urls().describe('Whose users may belong to the organization admin.'),
  admin_user_registry_default_url: field.reference(),
  provider_user_registry_urls: urls().describe('Whose users may own provider organizations and belong to them.'),
  provider_user_registry_default_url: field.reference(),
};

type Input = Partial<z.infer<z.ZodObject<typeof fields>>>;

const PATH = '/cloud/settings/user-registries';
const SETTING_NAME = 'user-registry-setting';

/** Which registries people sign in to: a part of the cloud settings with a path of its own. */
export const userRegistrySetting = defineResource<CloudSettingRow, typeof fields>({
  type: 'user_registry_setting',
  schema: 'UserRegistrySetting',
  terraform: { none: 'It decides who can sign in at all; an administrator changes it, not a plan.' },
  table: cloudSettingTable,
  paths: [PATH],
  methods: [],
  permissions: { read: ['cloud/view', 'org/settings:view'], write: ['cloud/manage'] },
  fields,
  ignored: ['name', 'title', 'summary', 'metadata'],
  async assign(scope, { row, input }) {
    for (const orgType of ORG_TYPES) await assignRegistries(scope, orgType, row, input);
  },
  async check(scope, { row, before }) {
    await demandOwnerOfCloud(scope, row);
    if (before) await demandHoldsAllWithin(scope, takenOut(before, row));
  },
  view: {
    admin_user_registry_urls: z.array(z.url()),
    admin_user_registry_default_url: z.url(),
    provider_user_registry_urls: z.array(z.url()),
    provider_user_registry_default_url: z.url(),
  },
  async relate({ manager }, settings) {
    const rows = await manager.getRepository(userRegistryTable).findBy({ id: In(settings.flatMap(registryIdsOf)) });
    return { registry: new Map(rows.map((row) => [row.id, row])) };
  },
  present(row, { scope, related }) {
    const urlOf = (id: string) => {
      const registry = related.registry?.get(id) as UserRegistryRow | undefined;
      return referenceUrl(scope, userRegistry, id, registry?.org_id ?? scope.adminOrgId);
    };
    return {
      name: SETTING_NAME,
      title: SETTING_NAME,
      admin_user_registry_urls: row.admin_user_registry_ids.map(urlOf),
      admin_user_registry_default_url: urlOf(row.admin_user_registry_default_id),
      provider_user_registry_urls: row.provider_user_registry_ids.map(urlOf),
      provider_user_registry_default_url: urlOf(row.provider_user_registry_default_id),
      url: `${scope.publicUrl()}/api${PATH}`,
    };
  },
});

function registryIdsOf(row: CloudSettingRow): string[] {
  const defaults = [row.admin_user_registry_default_id, row.provider_user_registry_default_id];
  return [...row.admin_user_registry_ids, ...row.provider_user_registry_ids, ...defaults];
}

/** People of `admin` come from its own registries; those of the providers from anybody's. */
async function assignRegistries(scope: Scope, orgType: OrgType, row: CloudSettingRow, input: Input): Promise<void> {
  const orgId = orgType === 'admin' ? scope.adminOrgId : null;
  const [listField, defaultField] = [`${orgType}_user_registry_urls`, `${orgType}_user_registry_default_url`] as const;
  const ids = row[`${orgType}_user_registry_ids`];
  const sent = input[listField];
  if (sent) row[`${orgType}_user_registry_ids`] = await registryIds(scope, `/${listField}`, sent, orgId);
  const preferred = input[defaultField];
  if (preferred) {
    const found = await resolveReference(scope, `/${defaultField}`, preferred, userRegistry, orgId);
    row[`${orgType}_user_registry_default_id`] = found.id;
  }
  if (ids === row[`${orgType}_user_registry_ids`] && !preferred) return;
  if (row[`${orgType}_user_registry_ids`].includes(row[`${orgType}_user_registry_default_id`])) return;
  throw violation(`/${defaultField}`, `must be one of ${listField}`);
}

/** Each once, however often and by whichever of its paths it is named. */
async function registryIds(scope: Scope, pointer: string, sent: string[], orgId: string | null): Promise<string[]> {
  const found = await resolveReferences(scope, pointer, sent, userRegistry, orgId);
  return [...new Set(found.map(({ id }) => id))];
}

/** The registries of either side that are not in its list any more. */
function takenOut(before: Readonly<CloudSettingRow>, row: CloudSettingRow): string[] {
  return ORG_TYPES.flatMap((orgType) => {
    const list = `${orgType}_user_registry_ids` as const;
    return before[list].filter((id) => !row[list].includes(id));
  });
}

/** Whoever owns the cloud must be able to sign in, or nobody could mend it. */
async function demandOwnerOfCloud(scope: Scope, row: CloudSettingRow): Promise<void> {
  const owners: { username: string; user_registry_id: string }[] = await scope.manager.query(
    `SELECT u.username, u.user_registry_id FROM organization o JOIN "user" u ON u.id = o.owner_id WHERE o.id = $1`,
    [scope.adminOrgId],
  );
  const locked = owners.find(({ user_registry_id: id }) => !row.admin_user_registry_ids.includes(id));
  if (!locked) return;
  const message = `must keep the registry of ${locked.username}, who owns the organization admin; transfer it first`;
  throw new ApiError('in_use', `/admin_user_registry_urls ${message}`, {
    violations: [{ pointer: '/admin_user_registry_urls', message }],
  });
}

export const userRegistrySettingRoutes = singletonRoutes({
  definition: userRegistrySetting,
  paths: userRegistrySetting.paths,
  access: userRegistrySetting.permissions,
  find: (scope, _call, _path, lock) => findSettings(scope, lock),
  noun: 'user registry settings',
  summaries: {
    read: 'Shows which registries people sign in to.',
    write: 'Chooses the registries people sign in to; what is absent stays.',
  },
});
