/**
 * Takes what is due in turns: of the priorities, the organizations within one, and the domains of recipients.
 *
 * $1 worker, $2 lease in ms, $3 how much at most, $4 the epoch of the mail route, $5 any organization's id to begin with.
 *
 * Each kind of what is due has an index in the order in which it is taken, whatever the planner thinks of the rest; so
 * has the update, by a list of ids. A mail may be of several kinds, which UNION makes one. Others skip the rows that are
 * locked, so workers don't wait for each other.
 */
export const TAKE = `
  WITH RECURSIVE ahead AS (
    ${firstOrg('org_id >= $5')}
    UNION ALL ${nextOrg('ahead', 'true')}
  ), around AS (
    ${firstOrg('org_id < $5')}
    UNION ALL ${nextOrg('around', 'org_id < $5')}
  ), org AS (
    SELECT priority, org_id FROM ahead UNION ALL SELECT priority, org_id FROM around
  ), in_turn AS (
    SELECT mail.* FROM org, LATERAL (
      SELECT id, next_attempt_at AS since FROM delivery
       WHERE state = 'queued' AND priority = org.priority AND org_id = org.org_id AND next_attempt_at <= now()
       ORDER BY next_attempt_at LIMIT (SELECT ceil(4.0 * $3 / count(*)) FROM org) FOR UPDATE SKIP LOCKED) mail
  ), by_time AS (
    SELECT id, next_attempt_at AS since FROM delivery WHERE state = 'queued' AND next_attempt_at <= now()
     ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED
  ), rerouted AS (
    SELECT id, next_attempt_at AS since FROM delivery WHERE state = 'queued' AND route_epoch < $4
     ORDER BY route_epoch, next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED
  ), left_behind AS (
    SELECT id, lease_until AS since FROM delivery WHERE state = 'sending' AND lease_until < now()
     ORDER BY lease_until LIMIT $3 FOR UPDATE SKIP LOCKED
  ), due AS (
    SELECT * FROM in_turn UNION SELECT * FROM by_time UNION SELECT * FROM rerouted UNION SELECT * FROM left_behind
  ), mail AS (
    SELECT due.*, d.priority, d.org_id, lower(split_part(d.recipient, '@', -1)) AS domain
      FROM due JOIN delivery d ON d.id = due.id WHERE d.id = ANY (ARRAY(SELECT id FROM due))
  ), of_both AS (
    SELECT *, row_number() OVER (PARTITION BY priority, org_id, domain ORDER BY since) AS own_turn FROM mail
  ), of_org AS (
    SELECT *, row_number() OVER (PARTITION BY priority, org_id ORDER BY own_turn, since) AS turn FROM of_both
  ), of_domain AS (
    SELECT *, row_number() OVER (PARTITION BY priority, domain ORDER BY turn, since) AS domain_turn FROM of_org
  ), placed AS (
    SELECT *, row_number() OVER (PARTITION BY priority ORDER BY greatest(turn, domain_turn), since) AS place
      FROM of_domain
  )
  UPDATE delivery SET state = 'sending', leased_by = $1, lease_until = now() + $2 * interval '1 ms',
         attempts = attempts + 1, route_epoch = $4,
         tried_since = CASE WHEN route_epoch < $4 THEN now() ELSE coalesce(tried_since, now()) END,
         lost_attempts = CASE WHEN route_epoch < $4 THEN 0 ELSE lost_attempts + (state = 'sending')::int END,
         version = version + 1, updated_at = now()
   WHERE id = ANY (ARRAY(
     SELECT id FROM placed ORDER BY place / (ARRAY[16.0, 4.0, 1.0])[priority + 1], since LIMIT $3))
  RETURNING *`;

/** Of each priority, the first organization that has mail waiting. */
function firstOrg(within: string): string {
  return `
    SELECT kind.priority, first.org_id, 1 AS steps
      FROM unnest('{0,1,2}'::int[]) AS kind (priority), LATERAL (
        SELECT org_id FROM delivery WHERE state = 'queued' AND priority = kind.priority AND ${within}
         ORDER BY org_id LIMIT 1) first`;
}

/** From one organization to the next that has mail waiting: as many steps as there may be mails, however many it has. */
function nextOrg(walk: string, within: string): string {
  return `
    SELECT walk.priority, following.org_id, walk.steps + 1
      FROM ${walk} walk, LATERAL (
        SELECT org_id FROM delivery
         WHERE state = 'queued' AND priority = walk.priority AND org_id > walk.org_id AND ${within}
         ORDER BY org_id LIMIT 1) following
     WHERE walk.steps < $3`;
}
