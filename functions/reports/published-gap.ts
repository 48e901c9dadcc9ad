import { z } from '@hono/zod-openapi';

/**
 * A gap as figures carry it: one of the site's gaps, or `notHeard`, for the time since the site was last heard of, which is no gap yet as
 * the data may still come.
 */
export const gapSchema = z
  .object({
    cause: z.enum(['linkDown', 'agentDown', 'numbersLost', 'nodeDown', 'notHeard']),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    detail: z.string().nullable(),
  })
  .openapi('FigureGap');
export type FigureGap = z.output<typeof gapSchema>;
