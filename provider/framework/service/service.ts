import type { ServiceImplementation } from '../../plugin/proto/message.ts';
import type { Provider } from '../provider.ts';
import { actionMethods } from './action.ts';
import { applyMethods } from './apply.ts';
import { configureMethods } from './configure.ts';
import { dataSourceMethods } from './data-source.ts';
import { ephemeralMethods } from './ephemeral.ts';
import { functionMethods } from './function.ts';
import { identityMethods } from './identity.ts';
import { importMethods } from './import.ts';
import { listMethods } from './list.ts';
import { moveMethods } from './move.ts';
import { planMethods } from './plan.ts';
import { readMethods } from './read.ts';
import { schemaMethods } from './schema.ts';
import { Session } from './session.ts';
import { sparingSecrets } from './spare-secrets.ts';
import { upgradeMethods } from './upgrade.ts';
import { validateMethods } from './validate.ts';

/** What answers `providerService` (see `protocol/provider.ts`) for this provider; one for each process. */
export function createService<Client>(provider: Provider<Client>): ServiceImplementation {
  const session = new Session(provider);
  return sparingSecrets(session, {
    ...schemaMethods(session),
    ...configureMethods(session),
    ...validateMethods(session),
    ...upgradeMethods(session),
    ...readMethods(session),
    ...planMethods(session),
    ...applyMethods(session),
    ...importMethods(session),
    ...dataSourceMethods(session),
    ...identityMethods(session),
    ...moveMethods(session),
    ...functionMethods(session),
    ...ephemeralMethods(session),
    ...listMethods(session),
    ...actionMethods(session),
  });
}
