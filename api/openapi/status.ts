import { STATUS_CODES } from 'node:http';
import type { Route } from '../http/route.ts';

/** The statuses of failure that a route can answer, from what kind of route it is. */
export function statusesOf(route: Route): number[] {
  const statuses = new Set([400, 429, 503]);
  const writes = route.method !== 'get';
  if (route.access !== 'open') statuses.add(401).add(403);
  if (route.access === 'open') statuses.add(401);
  if (route.path.includes('{')) statuses.add(404);
  if (writes) for (const status of [404, 409, 413, 415]) statuses.add(status);
  if (writes && route.method !== 'post') statuses.add(412);
  if (route.method === 'post') statuses.add(422);
  return [...statuses].sort((a, b) => a - b);
}

export const statusText = (status: number): string => STATUS_CODES[status] ?? String(status);
