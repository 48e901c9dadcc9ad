import { type Alarm, boardLimits, figureId, type ShownView, type Tile } from '../../../../../functions/domain/board.ts';
import type { DataTile } from './data-tile.ts';
import { inputTypeOf } from './field-choice.ts';
import type { InputType } from './figure-input.ts';
import { freshId } from './fresh-ids.ts';

/** A figure of a tile that an alarm can watch. */
export interface AlarmField {
  /** As in `Alarm.field`. */
  readonly index: number;
  readonly name: string;
  readonly type: InputType;
}

/** Properties of rows that are numbers. */
const numeric: Readonly<Record<string, InputType>> = {
  timeInState: 'duration',
  callTime: 'duration',
  waitTime: 'duration',
  position: 'count',
  segments: 'count',
};

const columnType = (tile: Extract<Tile, { readonly kind: 'grid' }>, index: number, shown: ShownView): InputType | null => {
  const column = tile.columns[index];
  if (column === undefined) return null;
  return column.source === 'property' ? (numeric[column.property] ?? null) : inputTypeOf(shown.fields[figureId(tile.id, index)]?.type);
};

const countOf = (tile: DataTile): number =>
  tile.kind === 'grid' ? tile.columns.length : tile.kind === 'multi' || tile.kind === 'ticker' ? tile.fields.length : 1;

/** What an alarm of the tile can watch; texts and times of day cannot be above or below anything. */
export const alarmFields = (tile: DataTile, shown: ShownView): readonly AlarmField[] => {
  if (tile.kind === 'worklist') return [{ index: 0, name: 'Calls to return', type: 'count' }];
  if (tile.kind === 'queues') return [{ index: 0, name: 'Calls waiting', type: 'count' }];
  return Array.from({ length: countOf(tile) }, (_, index) => index).flatMap((index) => {
    const field = shown.fields[figureId(tile.id, index)];
    const type = tile.kind === 'grid' ? columnType(tile, index, shown) : inputTypeOf(field?.type);
    return type === null ? [] : [{ index, name: field?.title ?? `Field ${index + 1}`, type }];
  });
};

/** What a new alarm begins with, in the unit of its figure. */
const firstValue: Readonly<Record<InputType, number>> = { count: 5, duration: 60_000, percentage: 0.8, value: 0 };

/** A new alarm: red with white figures and its word, so that it can be seen from afar without another click. Null = nothing to watch. */
export const newAlarm = (alarms: readonly Alarm[], fields: readonly AlarmField[]): Alarm | null => {
  const [field] = fields;
  if (field === undefined || alarms.length >= boardLimits.alarms) return null;
  return {
    id: freshId(
      'a',
      alarms.map(({ id }) => id),
    ),
    field: field.index,
    comparison: field.type === 'percentage' ? 'below' : 'above',
    value: firstValue[field.type],
    to: null,
    word: 'Alarm',
    flash: false,
    background: '#b3211a',
    foreground: '#ffffff',
    fill: false,
    sound: null,
  };
};
