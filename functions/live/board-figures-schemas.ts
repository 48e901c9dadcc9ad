import { z } from '@hono/zod-openapi';
import { figuresBodySchema } from './public-schemas.ts';

export const boardFiguresSchema = figuresBodySchema
  .required()
  .extend({ seq: z.int().openapi({ description: 'As in messages: drop what has a lower number than the last' }) })
  .openapi('BoardFigures');

export const boardSeriesSchema = z
  .object({
    asOf: z.iso.datetime(),
    series: z.record(
      z.string(),
      z.object({
        from: z.iso.datetime(),
        periodMs: z.int(),
        values: z.array(z.number().nullable()).openapi({ description: 'By period of the start of calls; the last one goes on' }),
      }),
    ),
    faults: z.array(z.object({ tile: z.string(), detail: z.string() })),
  })
  .openapi('BoardSeries');
export type BoardSeries = z.output<typeof boardSeriesSchema>;
