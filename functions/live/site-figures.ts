/** Published door of live: the figures of a site over any rows, and live objects as they leave the house. */
import { snapshotSchema } from './public-schemas.ts';

export { redactCall } from './core/redact.ts';
export type { AskedFigure } from './core/site-figures/asked-figure.ts';
export { askedFigure } from './core/site-figures/asked-figure.ts';
export { type Board, readBoard } from './core/site-figures/board.ts';
export { gapsWithin } from './core/site-figures/outages.ts';
export { type ShownGap, shownReading } from './core/site-figures/shown-reading.ts';
export { createSiteFigures, rowsNeededFrom, type SiteFigures, type SiteRows } from './core/site-figures/site-figures.ts';
export { figuresBodySchema } from './public-schemas.ts';

/** Lists that grids and queues draw, as in a snapshot. */
export const liveListsSchema = snapshotSchema.pick({ calls: true, agents: true, extensions: true, queues: true, trunks: true });
