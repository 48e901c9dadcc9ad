import type { SiteConfig } from '../../../functions/domain/site-config.ts';
import { type Question, sqlText } from '../question.ts';
import { localTime } from '../rows/scope.ts';

/** Runs of one thing: a stay begins where `what` differs from the row before and lasts to the next such row; null = none. */
const runs = (points: string, what: string): string => `
  SELECT key, what, begins, lead(begins) OVER (PARTITION BY key ORDER BY begins) AS ends FROM (
    SELECT key, ${what} AS what, instant AS begins, lag(${what}) OVER (PARTITION BY key ORDER BY instant) AS before FROM ${points}
  ) WHERE what IS DISTINCT FROM before`;

/**
 * Tables of stays (key, kind, what, begins, ends; ends null = goes on): `agent_stays` of kind `duty`, `state`, `dnd`, `extension_stays` of
 * kind `dnd`. §8.16: rows told at the day's reset are no change. §8.17: on duty = logged in to at least one group; then one state at a
 * time: busy, DND of the phone the agent is at, wrap, free. §8.18: DND 3 to DND 5 is one of each, and no change of state.
 */
export const staysSql = ({ site }: Question): readonly string[] => [
  `CREATE OR REPLACE TEMP TABLE changes AS SELECT *, "at" AS instant FROM status WHERE "siteId" = ${sqlText(site)} AND NOT "carriedOver"`,
  // The last of an instant counts.
  `CREATE OR REPLACE TEMP TABLE phone_dnd AS
     SELECT extension AS key, instant, max_by(CASE WHEN status = 'dndOn' THEN coalesce("dndNumber", 0) END, seq) IS NOT NULL AS is_on,
       arg_max_null(CASE WHEN status = 'dndOn' THEN coalesce("dndNumber", 0) END, seq) AS number
     FROM changes WHERE kind = 'dnd' GROUP BY ALL`,
  `CREATE OR REPLACE TEMP TABLE acd AS SELECT * FROM changes WHERE kind = 'acd'`,
  `CREATE OR REPLACE TEMP TABLE duty AS
     WITH steps AS (
       SELECT agent, "huntGroup", instant, seq, status = 'loggedOn' AS is_on,
         coalesce(lag(status = 'loggedOn') OVER (PARTITION BY agent, "huntGroup" ORDER BY instant, seq), false) AS was_on
       FROM acd WHERE status IN ('loggedOn', 'loggedOut')
     )
     SELECT DISTINCT agent AS key, instant, sum(is_on::INTEGER - was_on::INTEGER) OVER (PARTITION BY agent ORDER BY instant) > 0 AS on_duty FROM steps`,
  `CREATE OR REPLACE TEMP TABLE work AS
     WITH logons AS (SELECT key, instant FROM (SELECT *, lag(on_duty) OVER (PARTITION BY key ORDER BY instant) AS was FROM duty) WHERE on_duty AND NOT coalesce(was, false))
     SELECT key, instant, max_by(work, ordinal) AS work FROM (
       SELECT key, instant, 'free' AS work, -1 AS ordinal FROM logons
       UNION ALL SELECT agent, instant, status, seq FROM acd WHERE status IN ('free', 'busy', 'wrap')
     ) GROUP BY ALL`,
  `CREATE OR REPLACE TEMP TABLE phone AS SELECT agent AS key, instant, max_by(extension, seq) AS extension FROM acd WHERE extension IS NOT NULL GROUP BY ALL`,
  `CREATE OR REPLACE TEMP TABLE agent_points AS
     WITH points AS (
       SELECT agent AS key, instant FROM acd
       UNION SELECT at_phone.key, phone_dnd.instant FROM (SELECT DISTINCT key, extension FROM phone) at_phone JOIN phone_dnd ON phone_dnd.key = at_phone.extension
     )
     SELECT p.key, p.instant, coalesce(duty.on_duty, false) AS on_duty, work.work, d.number AS dnd
     FROM points p
     ASOF LEFT JOIN duty ON duty.key = p.key AND duty.instant <= p.instant
     ASOF LEFT JOIN work ON work.key = p.key AND work.instant <= p.instant
     ASOF LEFT JOIN phone ON phone.key = p.key AND phone.instant <= p.instant
     ASOF LEFT JOIN phone_dnd d ON d.key = phone.extension AND d.instant <= p.instant`,
  `CREATE OR REPLACE TEMP TABLE agent_states AS
     SELECT key, instant, CASE WHEN on_duty THEN 'on' END AS duty, CASE WHEN NOT on_duty THEN NULL WHEN work = 'busy' THEN 'busy'
       WHEN dnd IS NOT NULL THEN 'busyNa' WHEN work = 'wrap' THEN 'wrap' ELSE 'free' END AS state,
       CASE WHEN on_duty AND work <> 'busy' AND dnd IS NOT NULL THEN 'dnd' || dnd END AS dnd
     FROM agent_points`,
  `CREATE OR REPLACE TEMP TABLE agent_stays AS
     SELECT 'duty' AS kind, * FROM (${runs('agent_states', 'duty')}) UNION ALL
     SELECT 'state' AS kind, * FROM (${runs('agent_states', 'state')}) UNION ALL
     SELECT 'dnd' AS kind, * FROM (${runs('agent_states', 'dnd')})`,
  `CREATE OR REPLACE TEMP TABLE extension_stays AS
     SELECT 'dnd' AS kind, * FROM (${runs(`(SELECT key, instant, CASE WHEN is_on THEN 'dnd' || number END AS dnd FROM phone_dnd)`, 'dnd')})`,
];

/** Table `intervals`: [from, min(to, now)), or what a daily window leaves of it (§8.2, §8.16). */
export const intervalsSql = ({ from, to, now, window }: Question, { timeZone }: SiteConfig): string => {
  const end = Math.min(to, now);
  if (window === null) return `CREATE OR REPLACE TEMP TABLE intervals AS SELECT ${from}::BIGINT AS low, ${end}::BIGINT AS high`;
  const minute = 60_000;
  const clock = `strftime(${localTime('instant', timeZone)}, '%H:%M')`;
  const inside =
    window.from < window.to
      ? `${clock} >= ${sqlText(window.from)} AND ${clock} < ${sqlText(window.to)}`
      : `(${clock} >= ${sqlText(window.from)} OR ${clock} < ${sqlText(window.to)})`;
  // Minute by minute: those inside the window, put together where they adjoin.
  return `CREATE OR REPLACE TEMP TABLE intervals AS
    WITH minutes AS (
      SELECT instant, instant - ${minute} * row_number() OVER (ORDER BY instant) AS run
      FROM (SELECT unnest(generate_series(${Math.floor(from / minute) * minute}, ${end}, ${minute})) AS instant) WHERE ${inside}
    )
    SELECT greatest(min(instant), ${from}) AS low, least(max(instant) + ${minute}, ${end}) AS high FROM minutes GROUP BY run HAVING low < high`;
};
