import { apiPath } from './frame/api-path.ts';
import type { Visit } from './frame/page.ts';
import type { Spot } from './place.ts';

type Asked = Pick<Visit, 'params'>;

const toRegistry = ({ params }: Asked): string => apiPath`/${params.registry}`;
const toUser = (visit: Asked): string => toRegistry(visit) + apiPath`/users/${visit.params.user}`;

/** Below `/api`, which has registries of any organization outside of it. */
export const registriesApi = ({ org }: Spot): string => apiPath`/user-registries/${org.name}`;
export const registryApi = (visit: Asked, spot: Spot): string => registriesApi(spot) + toRegistry(visit);
export const userApi = (visit: Asked, spot: Spot): string => registriesApi(spot) + toUser(visit);

/** Their pages. */
export const registriesPath = ({ base }: Spot): string => `${base}/registries`;
export const registryPath = (visit: Asked, spot: Spot): string => registriesPath(spot) + toRegistry(visit);
export const userPath = (visit: Asked, spot: Spot): string => registriesPath(spot) + toUser(visit);
