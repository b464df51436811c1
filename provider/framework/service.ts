import type { ServiceImplementation } from '../plugin/proto/message.ts';
import type { Provider } from './provider.ts';
import { applyMethods } from './service/apply.ts';
import { configureMethods } from './service/configure.ts';
import { dataSourceMethods } from './service/data-source.ts';
import { importMethods } from './service/import.ts';
import { planMethods } from './service/plan.ts';
import { readMethods } from './service/read.ts';
import { schemaMethods } from './service/schema.ts';
import { Session } from './service/session.ts';
import { upgradeMethods } from './service/upgrade.ts';
import { validateMethods } from './service/validate.ts';

/** What answers `providerService` (see `protocol/provider.ts`) for this provider; one for each process. */
export function createService<Client>(provider: Provider<Client>): ServiceImplementation {
  const session = new Session(provider);
  return {
    ...schemaMethods(session),
    ...configureMethods(session),
    ...validateMethods(session),
    ...upgradeMethods(session),
    ...readMethods(session),
    ...planMethods(session),
    ...applyMethods(session),
    ...importMethods(session),
    ...dataSourceMethods(session),
  };
}
