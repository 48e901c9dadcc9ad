import type { SiteConfig } from '../../../functions/domain/site-config.ts';
import { sqlText } from '../question.ts';

/** Whose stays stand in a report's rows. */
export type StayOwner = 'agent' | 'extension' | 'user';

const source = (owner: StayOwner, config: SiteConfig): string => {
  switch (owner) {
    case 'agent':
      return 'agent_stays';
    case 'extension':
      return 'extension_stays';
    case 'user': {
      const pairs = config.users.flatMap((user) => user.extensions.map(({ number }) => `(${sqlText(user.id)}, ${sqlText(number)})`));
      return `(SELECT u.user_id AS key, kind, what, begins, ends FROM (VALUES ${pairs.join(', ')}) u(user_id, extension)
        JOIN extension_stays e ON e.key = u.extension)`;
    }
  }
};

/** `what` of a stay → middle of the names of its columns. */
const things: Readonly<Record<string, string>> = {
  duty: `kind = 'duty'`,
  busy: `kind = 'state' AND what = 'busy'`,
  busyNa: `kind = 'state' AND what = 'busyNa'`,
  free: `kind = 'state' AND what = 'free'`,
  wrap: `kind = 'state' AND what = 'wrap'`,
  dnd: `kind = 'dnd'`,
  ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`dnd${i + 1}`, `kind = 'dnd' AND what = 'dnd${i + 1}'`])),
};

/**
 * Table `stay_sums`: for each key and thing the time, how often it was entered inside, how many divide an average (entered inside, or open at
 * the start), the longest stay as cut, and first and last change. §8.16, §8.18.
 */
export const staySumsSql = (owner: StayOwner, config: SiteConfig): string => `CREATE OR REPLACE TEMP TABLE stay_sums AS
  WITH cut AS (
    SELECT st.key, kind, what, begins, ends, sum(least(coalesce(ends, high), high) - greatest(begins, low)) FILTER (WHERE begins < high AND coalesce(ends, high) > low) AS ms,
      bool_or(begins >= low AND begins < high) AS entered, bool_or(begins < low AND coalesce(ends, high) > low) AS open_at_start,
      bool_or(ends >= low AND ends < high) AS left_inside
    FROM ${source(owner, config)} st, intervals WHERE what IS NOT NULL
    GROUP BY ALL
  )
  SELECT key, ${Object.entries(things)
    .map(
      ([name, where]) => `CAST(coalesce(sum(ms) FILTER (WHERE ${where}), 0) AS DOUBLE) AS ${name}_ms,
      CAST(count(*) FILTER (WHERE entered AND ${where}) AS DOUBLE) AS ${name}_entries,
      CAST(count(*) FILTER (WHERE (entered OR open_at_start) AND ${where}) AS DOUBLE) AS ${name}_stays,
      CAST(max(ms) FILTER (WHERE ${where}) AS DOUBLE) AS ${name}_longest`,
    )
    .join(', ')},
    CAST(min(begins) FILTER (WHERE kind = 'duty' AND entered) AS DOUBLE) AS first_logon,
    CAST(max(begins) FILTER (WHERE kind = 'duty' AND entered) AS DOUBLE) AS last_logon,
    CAST(max(ends) FILTER (WHERE kind = 'duty' AND left_inside) AS DOUBLE) AS last_logoff
  FROM cut GROUP BY key`;

export const stayThings = Object.keys(things);
