import { z } from '@hono/zod-openapi';
import { templateIds } from './core/types/template.ts';

const text = z.string().nullable();
const licence = z.enum(['callLogging', 'callReporting', 'acdReporting', 'dndReporting']).nullable();

export const statisticSchema = z
  .object({
    id: z.string().openapi({ description: 'Stable: never changed, never used again', example: 'callsInAns' }),
    name: z.string().openapi({ description: 'As the manual prints it; X1 to X6 are the ring categories', example: 'Answered <= X1s' }),
    heading: z.string().openapi({ description: 'The name with the seconds and words of the site asked for', example: 'Answered <= 5s' }),
    entry: z.int().nullable().openapi({ description: 'Entry 1 to 292 of the manual; null for ours' }),
    group: z.string(),
    type: z.enum(['count', 'duration', 'percentage', 'timeOfDay', 'text', 'yesNo', 'id']),
    unit: z.enum(['calls', 'segments', 'entries', 'agents', 'ms', 'fraction', 'instant', 'none']),
    templates: z.array(z.enum(templateIds)).readonly().openapi({ description: 'Reports that offer it; empty for what is live only' }),
    live: z.boolean().openapi({ description: 'It can stand on a board' }),
    licence,
    parameter: z.object({ kind: z.enum(['ringCategory', 'dndState', 'accountCode', 'tag']), slot: z.int() }).nullable(),
    words: z.string().openapi({ description: 'What it says, for a supervisor' }),
    formula: z.string().openapi({ description: 'How it is computed, test by test' }),
    line: z.int().nullable().openapi({ description: 'Line of the manual; null for ours' }),
    ours: z.boolean().openapi({ description: 'Not in the manual' }),
    ruleSet: z.literal(1),
  })
  .openapi('Statistic');

export const templateSchema = z
  .object({
    id: z.enum(templateIds),
    name: z.string(),
    kind: z.enum(['grouped', 'callList', 'segmentList', 'statusList', 'configList']),
    counts: z.string().openapi({ description: 'What a row counts', example: 'calls' }),
    scope: z.string().openapi({ description: 'Which calls it looks at', example: 'rows: external; inbound' }),
    key: text.openapi({ description: 'What it is grouped by; null = one row, or a list' }),
    emptyKey: text.openapi({ description: 'Row for calls without a key; null = such calls are left out' }),
    columns: z.array(z.string()).readonly().openapi({ description: 'Ids of the statistics it offers' }),
    fixed: z.boolean().openapi({ description: 'The columns cannot be chosen' }),
    licence,
    words: z.string(),
    line: z.int().nullable(),
    ours: z.boolean(),
  })
  .openapi('Template');

export const statisticsQuerySchema = z.object({
  template: z.enum(templateIds).optional().openapi({ description: 'Only what this report offers' }),
  live: z.enum(['true', 'false']).optional().openapi({ description: 'Only what can stand on a board, or only what cannot' }),
  group: z.string().max(100).optional().openapi({ description: 'Only this group of the manual', example: 'Call Totals' }),
  q: z.string().max(200).optional().openapi({ description: 'Words that id, name, heading or explanation contain' }),
  site: z.string().min(1).max(200).optional().openapi({ description: 'Site whose seconds, account codes and tag names are shown' }),
});
export type StatisticsQuery = z.output<typeof statisticsQuerySchema>;
