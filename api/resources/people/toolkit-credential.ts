import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { shown } from '../../crud/field.ts';
import { pickFields } from '../../crud/view.ts';
import { stillThere } from '../../database/still-there.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { registrationTable } from '../../tables/registration.ts';
import { readableClientSecret } from './client-secret.ts';
import { TOOLKIT } from './registration.ts';

const credentials = z
  .strictObject({
    cloud_id: shown.id(),
    toolkit: z.strictObject({ endpoint: z.url(), client_id: z.string(), client_secret: z.string().nullable() }),
  })
  .meta({ id: 'ToolkitCredentials' });

/**
 * What a command-line client needs to reach this cloud. It holds a secret, and therefore needs the right to manage; null
 * stands for one that cannot be decrypted any more.
 */
export const toolkitCredentialRoute: Route = {
  method: 'get',
  path: '/cloud/settings/toolkit-credentials',
  access: ['cloud/manage'],
  doc: { summary: 'Shows what command-line clients name themselves by.', answer: credentials },
  run: readCredentials,
};

async function readCredentials(scope: Scope, call: Call): Promise<Answer> {
  const looking = scope.manager.getRepository(registrationTable).findOneBy({ org_id: scope.adminOrgId, name: TOOLKIT });
  const toolkit = await stillThere('registration of the toolkit', looking);
  const view = {
    cloud_id: scope.cloudId,
    toolkit: {
      endpoint: `${scope.publicUrl()}/api`,
      client_id: toolkit.client_id,
      client_secret: readableClientSecret(scope, toolkit),
    },
  };
  return { status: 200, body: pickFields(view, call.fields), headers: { 'Cache-Control': 'no-store' } };
}
