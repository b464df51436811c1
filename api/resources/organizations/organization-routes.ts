import { mayAny } from '../../access/caller.ts';
import type { Scope } from '../../context.ts';
import { createSchema, updateSchema } from '../../crud/parse.ts';
import { create, get, list, remove, update } from '../../crud/service.ts';
import { isNamed, pickFields } from '../../crud/view.ts';
import { listSchema, viewSchema } from '../../crud/view-schema.ts';
import type { Where } from '../../database/where.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { organization } from './organization.ts';
import { countContents } from './organization-usage.ts';
import { transferOwner, transferSchema } from './transfer-owner.ts';

const access = { view: ['cloud/provider-org:view'], manage: ['cloud/provider-org:manage'] } as const;
const answer = viewSchema(organization);
const audit = { type: organization.type };
/** Its own path names the organization a request is about. */
const one = { organization: 'item', audit } as const;

/** `/cloud/orgs` is the provider's own list, `/orgs` that of whoever asks; one organization is found under `/orgs`. */
export const organizationRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/cloud/orgs',
    access: access.view,
    audit,
    doc: { summary: 'Lists every org of the cloud, `admin` too.', answer: listSchema(answer), isSorted: true },
    run: (scope, call) => list(scope, organization, '/cloud/orgs', call, ownOrganizations(scope)),
  },
  {
    method: 'post',
    path: '/cloud/orgs',
    access: access.manage,
    audit: { ...audit, action: 'create' },
    doc: { summary: 'Creates a provider org.', body: createSchema(organization), answer, statuses: [201] },
    run: (scope, call) => create(scope, organization, '/cloud/orgs', call),
  },
  {
    method: 'get',
    path: '/orgs',
    access: 'signed-in',
    audit,
    doc: { summary: 'Lists the orgs that the caller has a part in.', answer: listSchema(answer), isSorted: true },
    run: (scope, call) => list(scope, organization, '/orgs', call, ownOrganizations(scope)),
  },
  {
    ...one,
    method: 'get',
    path: '/orgs/{item}',
    access: ['cloud/provider-org:view', 'org/view'],
    doc: { summary: 'Shows an org.', answer },
    run: showOrganization,
  },
  {
    ...one,
    method: 'patch',
    path: '/orgs/{item}',
    access: ['cloud/provider-org:manage', 'org/member:manage'],
    doc: { summary: 'Changes an org; what is left out stays.', body: updateSchema(organization), answer },
    run: (scope, call) => update(scope, organization, '/orgs', call),
  },
  {
    ...one,
    method: 'delete',
    path: '/orgs/{item}',
    access: access.manage,
    doc: { summary: 'Deletes an org with its catalogs, members and invitations.', answer },
    run: removeOrganization,
  },
  {
    ...one,
    method: 'post',
    path: '/orgs/{item}/transfer-owner',
    access: ['cloud/provider-org:manage', 'org/member:manage'],
    doc: { summary: 'Passes an org on to another owner.', body: transferSchema, answer },
    run: transferOwner,
  },
];

/** How much is in it is counted for whoever asks for it by name, and could count it or sees every organization. */
async function showOrganization(scope: Scope, call: Call): Promise<Answer> {
  const found = await get(scope, organization, '/orgs', call);
  const { caller, adminOrgId } = scope;
  const mayCount = mayAny(caller, ['cloud/provider-org:view', 'org/member:view'], { orgId: call.orgId, adminOrgId });
  if (!isNamed(call.fields, 'contents') || !mayCount) return found;
  return { ...found, body: { ...Object(found.body), contents: await countContents(scope, call.orgId) } };
}

async function removeOrganization(scope: Scope, call: Call): Promise<Answer> {
  const contents = await countContents(scope, call.orgId);
  const removed = await remove(scope, organization, '/orgs', call);
  return { ...removed, body: { ...Object(removed.body), ...pickFields({ contents }, call.fields) } };
}

/** Who may not see all organizations sees those they have a part in. */
function ownOrganizations({ caller, adminOrgId }: Scope): Where {
  const isEverywhere = mayAny(caller, ['cloud/provider-org:view', 'cloud/provider-org:manage'], {
    orgId: adminOrgId,
    adminOrgId,
  });
  return isEverywhere ? {} : { id: [...caller.grants.keys()] };
}
