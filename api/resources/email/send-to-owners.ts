import { In } from 'typeorm';
import { z } from 'zod';
import type { Scope } from '../../context.ts';
import * as field from '../../crud/field.ts';
import { organizationTarget } from '../../crud/organization.ts';
import { parse } from '../../crud/parse.ts';
import { resolveReferences } from '../../crud/reference.ts';
import { demandMailServer } from '../../crud/selected-mail-server.ts';
import { orgUrl } from '../../crud/url.ts';
import { violation } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { enqueue } from '../../mail/outbox/outbox.ts';
import type { OrganizationRow } from '../../tables/organization.ts';
import { type UserRow, userTable } from '../../tables/user.ts';
import { contentTypeField, readContentType } from './content-type.ts';

const ownersMail = z
  .strictObject({
    org_urls: field.references('must be a list of URLs of organizations').min(1, 'must name an organization'),
    subject: field.line(998),
    body: field.block(100_000),
    content_type: contentTypeField.optional(),
    body_html: field.block(500_000).optional(),
  })
  .meta({ id: 'SendToOwners' });

type OwnersMail = z.infer<typeof ownersMail>;

/** Writes to the owners of organizations; the mails leave through the outbox. */
export const sendToOwnersRoute: Route = {
  method: 'post',
  path: '/cloud/emails/send-to-owners',
  access: ['cloud/provider-org:manage'],
  doc: {
    summary: 'Writes to the owners of organizations.',
    isOwn: true,
    body: ownersMail,
    answer: z
      .strictObject({
        num_emails_sent: z.int(),
        failed_emails: z.array(z.strictObject({ org_url: z.url(), owner_email: z.string().nullable() })),
      })
      .meta({ id: 'SendToOwnersResult' }),
  },
  run: sendToOwners,
};

async function sendToOwners(scope: Scope, call: Call): Promise<Answer> {
  const mail = parse('SendToOwners', ownersMail, call.body);
  await demandMailServer(scope);
  const orgs = await organizationsOf(scope, mail.org_urls);
  const owners = await ownersOf(scope, orgs);
  const failed: { org_url: string; owner_email: string | null }[] = [];
  for (const org of orgs) {
    const email = owners.get(org.owner_id ?? '')?.email ?? null;
    if (email === null) failed.push({ org_url: orgUrl(scope, org.id), owner_email: null });
    else await tell(scope, org, email, mail);
  }
  return { status: 200, body: { num_emails_sent: orgs.length - failed.length, failed_emails: failed } };
}

/** Each organization once, however often it is named. */
async function organizationsOf(scope: Scope, urls: string[]): Promise<OrganizationRow[]> {
  const rows = new Map<string, OrganizationRow>();
  for (const [index, row] of (await resolveReferences(scope, '/org_urls', urls, organizationTarget, null)).entries()) {
    if (row.org_type !== 'provider') throw violation(`/org_urls/${index}`, 'must be a provider organization');
    rows.set(row.id, row);
  }
  return [...rows.values()];
}

async function ownersOf(scope: Scope, orgs: OrganizationRow[]): Promise<Map<string, UserRow>> {
  const ids = orgs.flatMap(({ owner_id: id }) => id ?? []);
  const rows = await scope.manager.getRepository(userTable).findBy({ id: In(ids) });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Without an HTML text of its own the mail shows the plain one, escaped. */
async function tell(scope: Scope, org: OrganizationRow, recipient: string, mail: OwnersMail): Promise<void> {
  const { subject, body } = mail;
  const kinds = readContentType(mail.content_type ?? 'html_and_text');
  const html = mail.body_html ?? `<p>${escapeHtml(body).replaceAll('\n', '<br>\n')}</p>`;
  await enqueue(scope.manager, scope.cipher, {
    org_id: org.id,
    template: 'announcement',
    recipient,
    // A part that is empty is left out of the mail.
    variables: { subject, body: kinds.includes('text') ? body : '', body_html: kinds.includes('html') ? html : '' },
    cause: { type: 'org', id: org.id },
    updated_by: scope.caller.id,
  });
}

function escapeHtml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
