import type { AnyDefinition } from '../crud/definition.ts';
import type { Route } from '../http/route.ts';
import * as catalogs from './catalogs/index.ts';
import * as cloud from './cloud/index.ts';
import * as email from './email/index.ts';
import * as organizations from './organizations/index.ts';
import * as people from './people/index.ts';
import * as services from './services/index.ts';
import * as tls from './tls/index.ts';

const subjects = [people, organizations, tls, email, cloud, services, catalogs];

/** Every kind of object the API serves. */
export const resources: readonly AnyDefinition[] = subjects.flatMap(({ definitions }) => definitions);

/** Every route of every kind of object. */
export const resourceRoutes: readonly Route[] = subjects.flatMap(({ routes }) => routes);
