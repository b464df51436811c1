import type { RequestHandler } from 'express';
import type { Pool } from 'pg';

const COUNTS = {
  name: 'topology',
  text: `
    SELECT o.id, o.name, o.title, o.org_type, coalesce(m.members, 0) AS members, coalesce(c.catalogs, 0) AS catalogs
      FROM organization o
      LEFT JOIN (SELECT org_id, count(*)::int AS members FROM member GROUP BY org_id) m ON m.org_id = o.id
      LEFT JOIN (SELECT org_id, count(*)::int AS catalogs FROM catalog GROUP BY org_id) c ON c.org_id = o.id`,
};

/** Every organization with its counts. */
export function countEverything(pool: Pool): RequestHandler {
  return async (_request, response) => {
    response.json((await pool.query(COUNTS)).rows);
  };
}
