import { z } from '@hono/zod-openapi';
import { figuresBodySchema, liveListsSchema } from '../live/site-figures.ts';

const instant = z.iso.datetime();
const figures = figuresBodySchema.shape;

const frame = z
  .object({
    at: instant.openapi({ description: 'The moment that was asked for' }),
    asOf: instant.openapi({ description: 'The newest that was known of the site then' }),
    why: z
      .string()
      .nullable()
      .openapi({ description: 'Why nothing is known of that moment, in words; then there are no figures. null = it is known' }),
    doubt: z.string().nullable().openapi({ description: 'What of that moment could not be known, in words: a line that was down' }),
    figures: figures.figures.openapi({ description: 'By the id of the figure in the view' }),
    perMs: figures.perMs.openapi({ description: 'By how much a figure grew in a millisecond; absent = not' }),
    live: liveListsSchema.nullable().openapi({ description: 'Calls and devices, for views that have grids or queues; null = it has none' }),
    gaps: figures.gaps.unwrap().openapi({ description: 'Gaps of that statistics day, as they were known then' }),
  })
  .openapi('PastFrame');
export type PastFrame = z.output<typeof frame>;

export const pastSchema = z
  .object({
    frames: z.array(frame),
    complete: z.boolean().openapi({ description: 'false = the answer would be too large or take too long: go on after the last frame' }),
    notes: z.array(z.string()).openapi({ description: 'What is different from what was on the wall then, in words' }),
  })
  .openapi('PastBoard');
export type PastBoard = z.output<typeof pastSchema>;
