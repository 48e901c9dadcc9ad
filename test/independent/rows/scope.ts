import type { SiteConfig } from '../../../functions/domain/site-config.ts';
import { type Question, sqlText } from '../question.ts';
import type { Readings } from '../readings.ts';
import { foldedCallTime } from './folded-call-time.ts';

/** The clock on the wall of a site at an instant: a repeated hour gives the same answer twice. */
export const localTime = (ms: string, zone: string): string =>
  `timezone(${sqlText(zone)}, timezone('UTC', make_timestamp((${ms}) * 1000)))`;

/** §8.2: from <= t < to on the call's local start, may wrap midnight. */
const inWindow = ({ window }: Question, zone: string): string => {
  if (window === null) return 'true';
  const clock = `strftime(${localTime('"startedAt"', zone)}, '%H:%M')`;
  const [after, before] = [`${clock} >= ${sqlText(window.from)}`, `${clock} < ${sqlText(window.to)}`];
  return window.from < window.to ? `(${after} AND ${before})` : `(${after} OR ${before})`;
};

/** §5 "Ignore abandoned", §8.11: ring of the whole call strictly below the limit. */
const ignored = ({ settings }: SiteConfig): string =>
  settings.ignoreAbandoned ? `(outcome = 'lost' AND "ringMs" < ${settings.abandonedSeconds * 1000})` : 'false';

/** §8.11, §3.8: the leg of a personal router that goes outside. */
export const outsideLeg = `(dee AND direction = 'out' AND trunk IS NOT NULL)`;

/** Number of a party outside that can be told apart: E.164, else its raw digits, else none (§8.10, §8.13). */
export const numberKey = `coalesce("outsideE164", nullif(regexp_replace("outsideNumber", '[^0-9]', '', 'g'), ''))`;

/**
 * Which segment of a lost call is Lost is in its stored outcome (§8.7): that a busy phone never counts as rung cannot be told from a row.
 * A call that was answered is not lost, whoever gave up later (§5).
 */
const lostSegment = (readings: Readings): string =>
  `(NOT outside_leg AND outcome = 'lost'${readings.has('lost-after-an-answer') ? '' : ` AND call_outcome = 'lost'`})`;

/**
 * Tables `c` and `s`: calls and segments of the question. A segment stands in the range of its call's start (§8.1). On calls: `unreturned`
 * (§8.10) and `call_time` (§8.4). On segments: `outside_leg`, `is_lost` (§8.7), `adds` = its duration counts in what is folded of it.
 */
export const scopeSql = (question: Question, config: SiteConfig, readings: Readings): readonly string[] => [
  `CREATE OR REPLACE TEMP TABLE c0 AS SELECT * FROM calls WHERE "siteId" = ${sqlText(question.site)} AND "startedAt" >= ${question.from}
     AND "startedAt" < ${question.to} AND ${inWindow(question, config.timeZone)} AND NOT ${ignored(config)}`,
  // Who was talked to, and when first, at a device that can answer, outside legs of personal routers left out; all sites of the customer.
  `CREATE OR REPLACE TEMP TABLE talked AS
     SELECT k.number_key, min(g."answeredAt") AS answered_at
     FROM (SELECT *, ${numberKey} AS number_key FROM calls WHERE "callType" = 'external' AND answered) k
     JOIN (SELECT * FROM segments WHERE answered AND NOT ${outsideLeg}) g USING ("logicalCallId")
     WHERE k.number_key IS NOT NULL AND g."answeredAt" <= ${question.now}
     GROUP BY k."logicalCallId", k.number_key`,
  `CREATE OR REPLACE TEMP TABLE s AS
     WITH mine AS (
       SELECT g.*, c0.outcome AS call_outcome, ${outsideLeg.replace('direction', 'g.direction').replace('dee', 'g.dee').replace('trunk', 'g.trunk')} AS outside_leg,
         coalesce(g."answeredAt", g."endedAt") AS ring_end
       FROM segments g JOIN c0 USING ("logicalCallId")
     ),
     -- Legs of one group that rang beside each other: each begins before one of the earlier ones stopped ringing.
     beside AS (
       SELECT "segmentId", "startedAt" < max(ring_end) OVER (PARTITION BY "logicalCallId", "huntGroup" ORDER BY "startedAt", "segmentNo"
         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS is_beside
       FROM mine WHERE "huntGroup" IS NOT NULL
     ),
     sets AS (
       SELECT mine.*, sum(CASE WHEN is_beside THEN 0 ELSE 1 END) OVER (PARTITION BY "logicalCallId", "huntGroup" ORDER BY "startedAt", "segmentNo") AS set_no
       FROM mine LEFT JOIN beside USING ("segmentId")
     ),
     parallel AS (
       SELECT *, bool_or(answered) OVER w AS set_answered,
         row_number() OVER (w ORDER BY "ringMs" DESC, "segmentNo") AS in_set
       FROM sets WINDOW w AS (PARTITION BY "logicalCallId", "huntGroup", set_no)
     )
     SELECT * EXCLUDE (ring_end, set_no, set_answered, in_set),
       ("huntGroup" IS NULL OR answered OR (NOT set_answered AND in_set = 1)) AS adds,
       ${lostSegment(readings)} AS is_lost
     FROM parallel`,
  `CREATE OR REPLACE TEMP TABLE c AS
     SELECT c0.*, time.call_time,
       c0.outcome = 'lost' AND ${numberKey} IS NOT NULL AND NOT EXISTS (
         FROM talked WHERE talked.number_key = ${numberKey.replaceAll('"outside', 'c0."outside')} AND talked.answered_at > c0."endedAt"
           AND talked.answered_at <= c0."endedAt" + ${config.settings.returnWindowDays * 86_400_000}
       ) AS unreturned
     FROM c0 JOIN ${foldedCallTime('s', '"logicalCallId"')} time USING ("logicalCallId")`,
];
