import { foldedCallTime } from './folded-call-time.ts';
import { rowsFrom } from './row-shape.ts';

/**
 * Calls by Hunt Group: one row per visit of a call to a group (§8.3). A visit is a run of segments at the same group; a transfer back into
 * the group after all before has ended is another one. Inbound only: external in, and internal as the called see them.
 * `DEE` stands in the place of a group on the legs of personal routers (§3.8) and is none.
 */
const visits = (): string =>
  rowsFrom(
    {
      call_id: 'v."logicalCallId"',
      key: 'v."huntGroup"',
      name: 'v.name',
      external: 'v.external',
      inbound: 'true',
      outbound: 'false',
      outside_leg: 'false',
      answered: 'v.answered',
      failed: 'false',
      lost: 'v.lost',
      unreturned: 'v.unreturned',
      over_in: 'v.over_in',
      over_out: 'v.over_out',
      tr_in: 'v.tr_in',
      tr_out: 'v.tr_out',
      inferred: 'v.inferred',
      started: 'v.started',
      answered_at: 'v.answered_at',
      ended: 'v.ended',
      ring: 'CASE WHEN v.answered THEN v.answered_at - v.started WHEN v.ended IS NOT NULL THEN v.ended - v.started END',
      talk: 'v.talk',
      hold: 'v.hold',
      call_time: 'v.call_time',
      trunk: 'v.trunk',
      contact: 'v.contact',
      outside: 'v.outside',
      ddi: 'v.ddi',
      code: 'v.code',
    },
    `(WITH in_order AS (
        SELECT s.*, u.unreturned, lag("huntGroup") OVER w AS before,
          max(coalesce("endedAt", 9e18::BIGINT)) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS all_ended
        FROM s JOIN (SELECT "logicalCallId", unreturned FROM c) u USING ("logicalCallId") WHERE NOT outside_leg
        WINDOW w AS (PARTITION BY "logicalCallId" ORDER BY "startedAt", "segmentNo")
      ),
      numbered AS (
        SELECT *, sum(CASE WHEN before IS DISTINCT FROM "huntGroup" OR ("transferredFrom" IS NOT NULL AND "startedAt" >= all_ended) THEN 1 ELSE 0 END)
          OVER (PARTITION BY "logicalCallId" ORDER BY "startedAt", "segmentNo") AS visit
        FROM in_order
      )
      SELECT "logicalCallId", "huntGroup", visit, arg_max("huntGroupName", "startedAt") AS name, bool_or("callType" = 'external') AS external, bool_or(answered) AS answered,
        bool_or(is_lost) AS lost, bool_or(is_lost AND unreturned) AS unreturned, bool_or("overflowedFrom" IS NOT NULL) AS over_in,
        bool_or(outcome = 'overflowed') AS over_out, bool_or("transferredFrom" IS NOT NULL) AS tr_in, bool_or(outcome = 'transferred') AS tr_out,
        bool_or("endedBy" = 'inferred') AS inferred, min("startedAt") AS started, min("answeredAt") AS answered_at,
        CASE WHEN bool_and("endedAt" IS NOT NULL) THEN max("endedAt") END AS ended, sum("talkMs") AS talk, sum("holdMs") AS hold,
        any_value(time.call_time) AS call_time, any_value(trunk) AS trunk, any_value("contactName") AS contact,
        any_value("outsideNumber") AS outside, any_value(ddi) AS ddi, arg_max("accountCode", "segmentNo") AS code
      FROM numbered JOIN ${foldedCallTime('numbered', '"logicalCallId", visit')} time USING ("logicalCallId", visit) WHERE "huntGroup" <> 'DEE' AND ("callType" = 'internal' OR direction = 'in')
      GROUP BY "logicalCallId", "huntGroup", visit) v`,
  );

export const visitRows = (): string => visits();
