import { z } from '@hono/zod-openapi';
import { groupingFormats, namedRanges } from '../domain/report.ts';
import { bucketFormats } from '../statistics/calendar.ts';
import { definitionsAnswer, honesty, limitedTo, rangeAnswer, serviceLevelVersion } from './query-schemas.ts';

const instant = z.iso.datetime({ offset: true });
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day as HH:MM');

export const explainQuery = z.object({
  statistic: z.string().min(1).max(80),
  template: z.string().min(1).max(60).default('site'),
  key: z
    .string()
    .max(200)
    .optional()
    .openapi({ description: 'Row of the report; left out = the whole report. Empty = the row of a missing key.' }),
  from: instant.optional(),
  to: instant.optional(),
  named: z.enum(namedRanges).optional().openapi({ description: 'Instead of `from` and `to`. Default: today.' }),
  days: z.coerce.number().int().min(1).max(3_700).optional(),
  filter: z.string().max(20_000).optional().openapi({ description: 'A filter as JSON.' }),
  windowFrom: clockTime.optional(),
  windowTo: clockTime.optional(),
  format: z.enum(groupingFormats).optional(),
  over: z.enum(bucketFormats).optional().openapi({ description: 'Of a report over stretches of time: `key` is one of them.' }),
  serviceLevelVersion,
  part: z
    .enum(['figure', 'part', 'whole'])
    .optional()
    .openapi({ description: 'Which rows to list: of a ratio those above or below the line.' }),
  verdict: z.enum(['in', 'out', 'all']).default('in'),
  limit: z.coerce.number().int().min(1).max(1_000).default(50),
  cursor: z.string().max(2_000).optional(),
});
export type ExplainQuery = z.output<typeof explainQuery>;

const text = z.string().nullable();
const ms = z.number().nullable();
const item = z
  .object({
    kind: z.enum(['row', 'stay', 'liveCall']),
    logicalCallId: text,
    segmentNo: z.int().nullable(),
    key: text.openapi({ description: 'Row of the report in which it stands.' }),
    startedAt: z.string(),
    endedAt: text,
    callType: text,
    side: text.openapi({ description: '`both`: an internal call as a whole was made and received.' }),
    outcome: text,
    extension: text,
    agent: text,
    huntGroup: text,
    trunk: text,
    outsideNumber: text,
    state: text,
    ringMs: ms,
    talkMs: ms,
    holdMs: ms,
    counted: z.boolean(),
    reason: text.openapi({ description: 'Why it is not counted.' }),
    contribution: ms.openapi({ description: 'What it adds: 1 to a count, ms to a sum.' }),
  })
  .openapi('ExplainedRow');
export type ExplainItem = z.output<typeof item>;

export const explainAnswer = z
  .object({
    site: z.string(),
    statistic: z.object({
      id: z.string(),
      name: z.string(),
      words: z.string(),
      ours: z.boolean(),
      line: z.int().nullable(),
      type: z.string(),
      unit: z.string(),
    }),
    formula: z.string().openapi({ description: 'In words, with the limits of this site.' }),
    ruleSet: z.literal(1),
    configVersion: z.int().openapi({ description: 'Version of the site configuration whose settings were used.' }),
    template: z.object({ id: z.string(), name: z.string(), counts: z.string(), words: z.string() }),
    key: text,
    row: text.openapi({ description: 'The row as the report calls it; null = the totals', example: 'Reservations 2000' }),
    timeZone: z.string(),
    resetTime: z.string(),
    range: rangeAnswer,
    filter: text,
    limitedTo,
    value: z.union([z.number(), z.string(), z.null()]),
    parts: z.array(
      z.object({
        id: z.enum(['figure', 'part', 'whole']),
        words: z.string(),
        counted: z.int(),
        notCounted: z.int(),
        all: z.int(),
        contribution: ms.openapi({ description: 'Sum of what the counted rows add; null where they are not added up.' }),
        reasons: z.array(z.object({ reason: z.string(), rows: z.int() })),
      }),
    ),
    items: z.array(item),
    definitions: definitionsAnswer,
    cursor: text,
    ...honesty,
  })
  .openapi('Explanation');
export type ExplainAnswer = z.output<typeof explainAnswer>;
