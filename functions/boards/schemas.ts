import { z } from '@hono/zod-openapi';
import { boardContentSchema, boardIdSchema, boardKinds, viewSchema } from '../domain/board.ts';

const instant = z.iso.datetime();
const person = z.object({ id: z.string(), name: z.string() });
const viewName = z.object({ id: z.string(), name: z.string() });

/** Clones, as the kernel may be loaded before schemas learn to have names in the API's description. */
export const contentSchema = boardContentSchema.clone().openapi('BoardContent');

export const boardItemSchema = z
  .object({
    id: z.string(),
    kind: z.enum(boardKinds),
    name: z.string(),
    owner: person.nullable().openapi({ description: 'Null: nobody’s own, such as a built-in board or one made from a template' }),
    shared: z.boolean().openapi({ description: 'Everybody at the site with the right to boards of its kind sees it' }),
    builtIn: z.boolean().openapi({ description: 'Never changes; editing it means copying it' }),
    version: z.int(),
    updatedAt: instant,
    mayEdit: z.boolean(),
    template: z
      .object({ id: z.string(), name: z.string(), version: z.int(), follows: z.boolean() })
      .nullable()
      .openapi({ description: 'Where it came from; one that follows changes with its template' }),
    views: z.array(viewName),
  })
  .openapi('BoardItem');
export const boardSchema = boardItemSchema.extend({ content: contentSchema }).openapi('Board');

export const newBoardSchema = z
  .union([
    z.strictObject({ content: contentSchema, shared: z.boolean().default(false) }),
    z.strictObject({ copyOf: boardIdSchema, name: z.string().trim().min(1).max(80).optional(), shared: z.boolean().default(false) }),
  ])
  .openapi('NewBoard');
export const changedBoardSchema = z.strictObject({ content: contentSchema, shared: z.boolean() }).openapi('ChangedBoard');

export const boardVersionHeadSchema = z
  .object({ version: z.int(), at: instant, by: person, current: z.boolean() })
  .openapi('BoardVersionHead');
export const boardVersionSchema = z.object({ version: z.int(), at: instant, by: person, content: contentSchema }).openapi('BoardVersion');

const shownFilter = z
  .object({
    name: z.string(),
    words: z.string(),
    mode: z.enum(['combine', 'replace']),
    conflicts: z.array(z.string()).openapi({ description: 'What view and tile ask that nothing can be at once' }),
  })
  .openapi('ShownFilter');
export const shownViewSchema = z
  .object({
    board: z.string(),
    kind: z.enum(boardKinds),
    name: z.string(),
    version: z.int(),
    views: z.array(viewName),
    view: viewSchema.clone().openapi('BoardView'),
    fields: z
      .record(z.string(), z.object({ title: z.string(), type: z.string(), words: z.string() }))
      .openapi({ description: 'By figure id `tile/index`; for columns of grids without the row' }),
    viewFilter: shownFilter.nullable(),
    tileFilters: z.record(z.string(), shownFilter),
    rows: z.record(z.string(), z.array(z.string())).openapi({ description: 'Numbers a grid of devices shows, by tile' }),
    gridFilters: z.record(z.string(), z.record(z.string(), z.unknown())),
    faults: z.array(z.object({ tile: z.string(), detail: z.string() })),
  })
  .openapi('ShownView');
