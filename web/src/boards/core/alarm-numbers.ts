import { fieldsOf, figureId, type Tile } from '../../../../functions/domain/board.ts';
import type { AlarmNumbers } from './alarms.ts';
import { figureOf } from './figure-now.ts';
import { type GridAround, gridRows } from './grid-rows.ts';
import type { GridTile } from './grid-tile.ts';
import { shownQueues } from './shown-queues.ts';

/** What was entered or fetched, as a number; null when it is none. `1,234.5` has its thousands marked. */
export const numberOfText = (text: string | null): number | null => {
  const plain = text?.trim().replaceAll(',', '') ?? '';
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
};

const figureNumber = (tile: string, field: number, statistic: string | null, { feed, zone }: GridAround): number | null => {
  const value = figureOf(feed, figureId(tile, field), statistic, zone);
  return typeof value === 'number' ? value : null;
};

const columnNumbers = (tile: GridTile, column: number, around: GridAround): AlarmNumbers =>
  around.feed.live === null
    ? [null]
    : gridRows(tile, around).map(({ cells }) => {
        const by = cells[column]?.by;
        return typeof by === 'number' ? by : typeof by === 'string' ? numberOfText(by) : null;
      });

/**
 * The numbers an alarm of a tile is about: its figure, or a grid's column. A queue strip's is how many wait, a list of lost calls' how many
 * there are.
 */
export const alarmNumbers = (tile: Tile, field: number, around: GridAround, lostCalls: number | null): AlarmNumbers => {
  const { feed, shown } = around;
  switch (tile.kind) {
    case 'single':
    case 'multi':
    case 'ticker':
    case 'graph': {
      const of = fieldsOf(tile)[field];
      if (of?.source === 'value') return [numberOfText(feed.values.get(of.value)?.value ?? null)];
      return [figureNumber(tile.id, field, of?.statistic ?? null, around)];
    }
    case 'serviceLevel':
      return [figureNumber(tile.id, field, null, around)];
    case 'grid':
      return columnNumbers(tile, field, around);
    case 'queues':
      return [feed.live === null ? null : shownQueues(tile, shown, feed.live).reduce((sum, { waiting }) => sum + waiting, 0)];
    case 'worklist':
      return [lostCalls];
    case 'media':
      return [];
  }
};
