/**
 * Call time of a row that folds segments (§8.4): the sum of their durations. A leg that rang in vain beside others adds nothing: if one of
 * them answered, only that one adds; if none did, the longest; and what it rang on after somebody else had picked the call up is no time of
 * the call. `answers` = instants of answers among the folded segments.
 */
export const foldedCallTime = (segments: string, group: string): string => `(
  WITH legs AS (SELECT *, list("answeredAt") FILTER (WHERE "answeredAt" IS NOT NULL) OVER (PARTITION BY ${group}) AS answers FROM ${segments})
  SELECT ${group}, sum("ringMs" + "talkMs" + "holdMs" - CASE WHEN answered OR "huntGroup" IS NULL THEN 0
      ELSE coalesce("endedAt" - list_min(list_filter(answers, lambda x: x > "startedAt" AND x < "endedAt")), 0) END) FILTER (WHERE adds) AS call_time
  FROM legs GROUP BY ALL)`;
