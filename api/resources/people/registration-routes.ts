import { answerOne } from '../../crud/answer.ts';
import { routesWith } from '../../crud/routes.ts';
import { createRow } from '../../crud/service.ts';
import { clientSecretOf } from './client-secret.ts';
import { registration } from './registration.ts';

/** The one answer that carries the secret. */
export const createRegistrationRoutes = routesWith(registration, 'create', async (scope, call, path) => {
  const row = await createRow(scope, registration, path, call);
  return answerOne(scope, registration, row, call, {
    status: 201,
    further: { client_secret: clientSecretOf(scope, row) },
  });
});
