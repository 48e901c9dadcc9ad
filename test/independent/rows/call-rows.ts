import { type RowField, rowsFrom } from './row-shape.ts';

type Keyed = Readonly<Record<'key' | 'name', string>> & { readonly failedReceived?: boolean };

/** A call in one row (§8.4). "On call templates a call counts 1 in both" of overflowed and of transferred (§8.8). */
const wholeCall = (keyed: Keyed): Readonly<Record<RowField, string>> => ({
  call_id: 'c."logicalCallId"',
  key: keyed.key,
  name: keyed.name,
  external: `c."callType" = 'external'`,
  // An internal call is both received and made here; its direction is n/a (§5).
  inbound: `(c.direction = 'in' OR (c."callType" = 'internal' AND (c.outcome <> 'failed' OR ${keyed.failedReceived ?? false})))`,
  outbound: `c.direction = 'out'`,
  outside_leg: 'false',
  answered: 'c.answered',
  failed: `c.outcome = 'failed'`,
  lost: `c.outcome = 'lost'`,
  unreturned: 'c.unreturned',
  over_in: 'f.overflowed',
  over_out: 'f.overflowed',
  tr_in: 'f.transferred',
  tr_out: 'f.transferred',
  inferred: `c."endedBy" = 'inferred'`,
  started: 'c."startedAt"',
  answered_at: 'c."answeredAt"',
  ended: 'c."endedAt"',
  ring: 'CASE WHEN c.answered OR c."endedAt" IS NOT NULL THEN c."ringMs" END',
  talk: 'c."talkMs"',
  hold: 'c."holdMs"',
  call_time: 'c.call_time',
  trunk: 'c.trunk',
  contact: 'c."contactName"',
  outside: 'c."outsideNumber"',
  ddi: 'c.ddi',
  code: 'c."accountCode"',
});

const flags = `(SELECT "logicalCallId", bool_or("overflowedFrom" IS NOT NULL OR outcome = 'overflowed') AS overflowed,
    bool_or("transferredFrom" IS NOT NULL OR outcome = 'transferred') AS transferred FROM s GROUP BY ALL)`;

export const callRows = (keyed: Keyed): string => rowsFrom(wholeCall(keyed), `c JOIN ${flags} f USING ("logicalCallId")`);

/** Each further trunk of a call: its own segments folded (§8.4), ring to the first answer; overflows and transfers stand with the first trunk. */
const furtherTrunk = (keyed: Keyed): string =>
  rowsFrom(
    {
      call_id: 't."logicalCallId"',
      key: keyed.key,
      name: keyed.name,
      external: 'true',
      inbound: 't.inbound',
      outbound: 'NOT t.inbound',
      outside_leg: 'false',
      answered: 't.answered',
      failed: 'false',
      lost: 'false',
      unreturned: 'false',
      over_in: 'false',
      over_out: 'false',
      tr_in: 'false',
      tr_out: 'false',
      inferred: 't.inferred',
      started: 't.started',
      answered_at: 't.answered_at',
      ended: 't.ended',
      ring: 'CASE WHEN t.answered THEN t.answered_at - t.started WHEN t.ended IS NOT NULL THEN t.ended - t.started END',
      talk: 't.talk',
      hold: 't.hold',
      call_time: 't.call_time',
      trunk: 't.trunk',
      contact: 't.contact',
      outside: 't.outside',
      ddi: 't.ddi',
      code: 't.code',
    },
    `(SELECT s."logicalCallId", s.trunk, any_value(s."trunkName") AS "trunkName", bool_or(s.direction = 'in') AS inbound, bool_or(s.answered) AS answered,
        bool_or(s."endedBy" = 'inferred') AS inferred, min(s."startedAt") AS started, min(s."answeredAt") AS answered_at,
        CASE WHEN bool_and(s."endedAt" IS NOT NULL) THEN max(s."endedAt") END AS ended, sum(s."talkMs") AS talk, sum(s."holdMs") AS hold,
        sum(s."ringMs" + s."talkMs" + s."holdMs") FILTER (WHERE s.adds) AS call_time, any_value(s."contactName") AS contact,
        any_value(s."outsideNumber") AS outside, any_value(s.ddi) AS ddi, arg_max(s."accountCode", s."segmentNo") AS code,
        any_value(c."accountCode") AS call_code, any_value(c."startedAt") AS call_started
      FROM s JOIN c USING ("logicalCallId") WHERE s.trunk IS DISTINCT FROM c.trunk AND s.trunk IS NOT NULL AND NOT s.outside_leg
      GROUP BY s."logicalCallId", s.trunk) t`,
  );

/** An outside leg of a personal router (§8.11): counts in Calls Outbound (DEE), in nothing else. */
const outsideLegRows = (keyed: Keyed): string =>
  rowsFrom(
    {
      ...wholeCall(keyed),
      external: 'true',
      inbound: 'false',
      outbound: 'true',
      outside_leg: 'true',
      over_in: 'false',
      over_out: 'false',
      tr_in: 'false',
      tr_out: 'false',
      trunk: 's.trunk',
    },
    `s JOIN c USING ("logicalCallId") WHERE s.outside_leg`,
  );

/** Calls by Trunk: the first trunk carries the whole call, each further one its own part. */
export const trunkRows = (): string =>
  [
    callRows({ key: 'c.trunk', name: 'c."trunkName"' }),
    furtherTrunk({ key: 't.trunk', name: 't."trunkName"' }),
    outsideLegRows({ key: 's.trunk', name: 's."trunkName"' }),
  ].join(' UNION ALL ');

/** "Call templates. Trunk-to-trunk: one row per call and trunk" (§8.4) where nothing says "once". */
export const callAndTrunkRows = (call: Keyed, further: Keyed, leg: Keyed = call): string =>
  [callRows(call), furtherTrunk(further), outsideLegRows(leg)].join(' UNION ALL ');
