import type { HeaderRow } from '../database/columns.ts';
import { index, listIndex, ownIndex, titleIndex } from '../database/constraints.ts';

/** To which organizations a service of the cloud shows itself. Groups of organizations are kept as they were sent. */
export interface Visibility {
  type: 'public' | 'private' | 'custom';
  group_urls?: string[] | null | undefined;
  /** The ids of what the wire calls `org_urls`. */
  org_ids?: string[] | null | undefined;
}

/** A service of the cloud: it stands in a zone, and organizations see it or not. */
export interface ServiceRow extends HeaderRow {
  availability_zone_id: string;
  visibility: Visibility;
}

/** Services are listed by organization and by zone, and over all of them, in each order, and found by name and by who sees them. */
export function serviceIndexes(table: string) {
  return [
    listIndex(table),
    listIndex(table, 'availability_zone_id'),
    titleIndex(table, 'availability_zone_id'),
    index(table, 'availability_zone_id', 'name'),
    index(table, 'created_at', 'id'),
    index(table, 'name'),
    ownIndex(table, 'title', 'title'),
    ownIndex(table, 'visibility_type', 'visibility'),
    ownIndex(table, 'visibility_org_ids', 'visibility'),
  ];
}
