import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { type Definition, defineResource } from '../../crud/definition.ts';
import { changeOwnSender, emailSenderField, emailSenderView } from '../../crud/email-sender.ts';
import * as field from '../../crud/field.ts';
import { findOne } from '../../crud/locate.ts';
import { singletonRoutes } from '../../crud/singleton.ts';
import { orgUrl } from '../../crud/url.ts';
import { notFound } from '../../errors.ts';
import type { Call } from '../../http/route.ts';
import { type EmailSender, findCloudSetting } from '../../tables/cloud-setting.ts';
import { type OrganizationRow, organizationTable } from '../../tables/organization.ts';

const YEAR_S = 365 * 24 * 3600;

const seconds = () => field.wholeNumber(60, YEAR_S).nullable();

const fields = {
  email_sender: emailSenderField
    .nullable()
    .describe('Who mails of the organization come from; null, or `custom: false`: as the cloud settings say.'),
  invitation_ttl: seconds().describe('Seconds, of member invitations; null: as the cloud settings say.'),
  reset_password_ttl: seconds().describe(
    'Seconds, of links for users of its own registries; null: as the cloud settings say.',
  ),
};

/** What an organization settles for itself: a part of its row with a path of its own. */
export const orgSetting: Definition<OrganizationRow, typeof fields> = defineResource({
  type: 'org_setting',
  schema: 'OrgSetting',
  terraform: 'organization_settings',
  table: organizationTable,
  paths: ['/orgs/{org}/settings'],
  methods: [],
  permissions: { read: ['org/settings:view'], write: ['org/settings:manage'] },
  fields,
  ignored: ['name', 'title', 'summary', 'metadata'],
  async assign(scope, { row, before, input }) {
    if (input.email_sender === undefined) return;
    const inherited = await inheritedSender(scope);
    row.email_sender = changeOwnSender(before?.email_sender ?? null, inherited, input.email_sender);
  },
  relate: async (scope) => ({ inherited: new Map([['', await inheritedSender(scope)]]) }),
  view: {
    email_sender: emailSenderView,
    invitation_ttl: z.int().nullable(),
    reset_password_ttl: z.int().nullable(),
  },
  present: (row, { scope, related }) => ({
    name: 'org-setting',
    title: 'org-setting',
    summary: null,
    metadata: {},
    email_sender: row.email_sender ?? related.inherited?.get(''),
    invitation_ttl: row.invitation_ttl,
    reset_password_ttl: row.reset_password_ttl,
    org_url: orgUrl(scope, row.id),
    url: `${orgUrl(scope, row.id)}/settings`,
  }),
});

async function inheritedSender({ manager }: Scope): Promise<EmailSender> {
  return { ...(await findCloudSetting(manager)).email_sender, custom: false };
}

export const orgSettingRoutes = singletonRoutes({
  definition: orgSetting,
  paths: orgSetting.paths,
  access: orgSetting.permissions,
  find: findSetting,
  noun: 'settings of the organization',
  summaries: {
    read: 'Shows what an organization settles for itself.',
    write: 'Changes what an organization settles for itself; what is left out stays.',
  },
});

async function findSetting(scope: Scope, call: Call, _path: string, lock: boolean): Promise<OrganizationRow> {
  const row = await findOne(scope, orgSetting, { id: call.orgId }, lock ? { lock: 'FOR UPDATE' } : {});
  if (!row) throw notFound();
  return row;
}
