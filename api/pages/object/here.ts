import { fillPath } from '../frame/api-path.ts';
import type { Visit } from '../frame/page.ts';
import { ADMIN_PLACE, needsAt, type Place, type Spot, spotOf } from '../place.ts';
import type { ObjectKind } from './kind.ts';

const placeOf = ({ place = ADMIN_PLACE }: ObjectKind): Place => place;

/** What a page of the kind needs, where that is known before the page. */
export const needsOf = (kind: ObjectKind, route: keyof ObjectKind['routes'] & ('list' | 'create' | 'get')) =>
  needsAt(placeOf(kind), kind.routes[route]);

/** The organization that the objects are of. */
export const spotHere = (visit: Visit, kind: ObjectKind): Promise<Spot> => spotOf(visit, placeOf(kind));

/** Where the pages of the kind begin. */
export const pathHere = ({ params }: Visit, { path }: ObjectKind): string => fillPath(path, params);

/** Where they are listed, below `/api`. */
export const collectionHere = ({ params }: Visit, { collection }: ObjectKind): string => fillPath(collection, params);
