import { z } from '@hono/zod-openapi';
import { namedRanges } from '../domain/report.ts';
import { serviceLevelFormulas } from '../domain/site-config.ts';
import { honesty, limitedTo, rangeAnswer, serviceLevelVersion } from './query-schemas.ts';

const instant = z.iso.datetime({ offset: true });
export const serviceLevelsQuery = z.object({
  from: instant.optional(),
  to: instant.optional(),
  named: z.enum(namedRanges).optional().openapi({ description: 'Instead of `from` and `to`. Default: lastWeek.' }),
  days: z.coerce.number().int().min(1).max(400).optional(),
  version: serviceLevelVersion,
});

const level = z.number().nullable().openapi({ description: 'A fraction; null = nothing to divide by' });
const told = {
  answered: z.int().openapi({ description: 'Calls Inbound that were answered' }),
  abandoned: z.int().openapi({ description: 'Calls Inbound that were lost' }),
  answeredWithin: z.int().openapi({ description: 'Answered within the target, the target itself included' }),
  abandonedWithin: z.int().openapi({ description: 'Lost within the target' }),
  abandonedShort: z.int().openapi({ description: 'Lost before the threshold of abandoned calls' }),
  levels: z.object({ F1: level, F2: level, F3: level, F4: level, F5: level }),
};
export const serviceLevelsAnswer = z
  .object({
    site: z.string(),
    range: rangeAnswer,
    timeZone: z.string(),
    limitedTo,
    used: z.int().openapi({ description: 'Version by which the target is told' }),
    seconds: z.number(),
    shortSeconds: z.number(),
    ignoreAbandoned: z.boolean().openapi({ description: 'Calls lost before the threshold are left out of everything here' }),
    versions: z.array(
      z.object({
        version: z.int(),
        from: z.string().nullable().openapi({ description: 'Statistics day; null = since ever' }),
        formula: z.enum(serviceLevelFormulas),
        seconds: z.number(),
        current: z.boolean(),
        within: z.boolean().openapi({ description: 'In force at some time of the range' }),
      }),
    ),
    formulas: z.array(z.object({ formula: z.enum(serviceLevelFormulas), words: z.string() })),
    total: z.object(told),
    days: z.array(z.object({ key: z.string(), label: z.string(), gap: z.enum(['whole', 'partly']).nullable(), ...told })),
    huntGroups: z
      .array(z.object({ key: z.string(), name: z.string().nullable(), ...told }))
      .openapi({ description: 'Visits of calls to groups' }),
    ...honesty,
  })
  .openapi('ServiceLevels');
export type ServiceLevelsAnswer = z.output<typeof serviceLevelsAnswer>;

const values = z.object({
  callsHandled: z.int(),
  callsInbound: z.int(),
  callsLost: z.int(),
  abandonedLeftOut: z.int(),
  shortCalls: z.int(),
  callsAnsweredWithinTarget: z.int(),
  serviceLevel: level,
  unreturnedLostCalls: z.int(),
  ringCategories: z.array(z.object({ seconds: z.number(), answered: z.int(), lost: z.int() })),
  startTimeRows: z.int().openapi({ description: 'Rows of Calls by Start Time' }),
  serviceLevelWords: z.string(),
  range: z.object({ from: z.string(), to: z.string() }),
});
export const previewBody = z
  .strictObject({
    settings: z
      .record(z.string().max(40), z.unknown())
      .default({})
      .openapi({ description: 'The settings that would change, as in the configuration.' }),
    resetTime: z.string().optional(),
  })
  .openapi('ReportSettingsChange');
export const previewAnswer = z
  .object({
    site: z.string(),
    timeZone: z.string(),
    told: z
      .enum(['lastWeek', 'last7Days'])
      .openapi({ description: 'By which days: the last seven, today among them, where last week holds no call' }),
    toldWords: z.string().openapi({ description: 'The same in words' }),
    before: values,
    after: values,
    notShown: z.array(z.string()).openapi({ description: 'What of the change last week cannot show, in words' }),
    gaps: honesty.gaps,
    incomplete: z.boolean(),
  })
  .openapi('ReportSettingsPreview');
export type PreviewAnswer = z.output<typeof previewAnswer>;
