import type { Caller, Context } from '../context.ts';
import { ask } from '../database/statement.ts';
import { Clause } from '../database/where.ts';
import { ApiError } from '../errors.ts';
import type { OrganizationHead } from '../tables/organization.ts';
import { hashToken } from './access-token.ts';
import { grantsOfRegistration, grantsOfUser, type RolePermissions } from './grants.ts';
import { createJointLookUp } from './joint-look-up.ts';
import { isNamed } from './organization.ts';

interface TokenSubject {
  subject_type: 'user' | 'registration';
  subject_id: string;
  name: string;
  enabled: boolean;
  expired: boolean;
  session_id: string;
  token_scopes: string[] | null;
  registration_scopes: string[] | null;
  roles: RolePermissions[] | null;
  organization: OrganizationHead | null;
}

/**
 * Who a token stands for, what they may do, and the organization of the path, all in one statement. A user is let in as
 * long as the settings name their registry and the client they signed in by is enabled; their roles count where it is
 * one of the registries of that side.
 */
const findSubject = (token: string, organization: string) => `
  SELECT t.subject_type, coalesce(u.id, r.id) AS subject_id, coalesce(u.username, r.name) AS name,
         (u.id IS NULL OR u.state = 'enabled' AND u.user_registry_id = ANY (s.admin_user_registry_ids || s.provider_user_registry_ids))
           AND (r.id IS NULL OR r.state = 'enabled') AS enabled, t.expires_at <= now() AS expired, t.session_id,
         t.scopes AS token_scopes, r.scopes AS registration_scopes,
         (SELECT json_agg(json_build_object('org_id', m.org_id, 'permissions', p.permissions))
            FROM member m JOIN role p ON p.id = ANY (m.role_ids)
           WHERE m.user_id = t.user_id AND m.state = 'enabled' AND u.user_registry_id = ANY
             (CASE WHEN m.org_id = s.org_id THEN s.admin_user_registry_ids ELSE s.provider_user_registry_ids END)) AS roles,
         ${organization} AS organization
    FROM access_token t CROSS JOIN cloud_setting s
    LEFT JOIN "user" u ON u.id = t.user_id
    LEFT JOIN registration r ON r.id = t.registration_id
   WHERE t.token_hash = ${token}`;

const headWhere = (condition: string) =>
  `(SELECT json_build_object('id', o.id, 'name', o.name, 'org_type', o.org_type) FROM organization o WHERE ${condition})`;

/** Who calls, and the organization that the path names. */
interface Known {
  caller: Caller;
  organization: OrganizationHead | null;
}

/** Terraform asks ten things at once with one token. */
const together = createJointLookUp<Known>();

/**
 * Who a token stands for, with the permissions of this very moment: a change of role acts on the next request.
 * @param segment names the organization of the path, by id or name
 * @throws 401 for a token that is unknown, has expired, or whose subject is not let in any more.
 */
export function callerOfToken(context: Context, token: string, segment: string | undefined): Promise<Known> {
  const tokenHash = hashToken(token);
  return together(`${tokenHash} ${segment ?? ''}`, () => lookUp(context, tokenHash, segment));
}

async function lookUp(context: Context, tokenHash: string, segment: string | undefined): Promise<Known> {
  const [subject] = await askSubject(context, tokenHash, segment);
  if (!subject) throw refused('unauthenticated', 'The token is not valid; sign in again.');
  if (subject.expired) throw refused('token_expired', 'The token has expired; sign in again.');
  if (!subject.enabled)
    throw refused('unauthenticated', 'This account, its registry or its client is disabled; ask an administrator.');
  const { subject_type: kind, subject_id: id, name, session_id: sessionId, token_scopes: scopes } = subject;
  const grants =
    kind === 'user'
      ? grantsOfUser(subject.roles ?? [], scopes)
      : grantsOfRegistration(context.adminOrgId, subject.registration_scopes ?? [], scopes);
  return { caller: { kind, id, name, grants, sessionId, scopes }, organization: subject.organization };
}

function askSubject(
  { database, adminOrgId }: Context,
  tokenHash: string,
  segment: string | undefined,
): Promise<TokenSubject[]> {
  const clause = new Clause();
  const place = clause.place(tokenHash);
  const organization = segment === undefined ? 'NULL::json' : headWhere(isNamed(clause, adminOrgId, segment));
  return ask(database.manager, findSubject(place, organization), clause.values);
}

function refused(code: 'unauthenticated' | 'token_expired', message: string): ApiError {
  const challenge = 'Bearer realm="gatepost", error="invalid_token"';
  return new ApiError(code, message, { headers: { 'WWW-Authenticate': challenge } });
}
