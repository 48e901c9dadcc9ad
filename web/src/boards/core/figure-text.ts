import { type Field, figureId, type ShownView } from '../../../../functions/domain/board.ts';
import { formatFigure } from '../../figures/core/format-figure.ts';
import { isFigureType } from '../../figures/core/public-types.ts';
import type { BoardFeed } from './feed.ts';
import { figureOf } from './figure-now.ts';

export interface FigureText {
  readonly title: string;
  /** What it counts, in words; empty where nothing is known of it. */
  readonly words: string;
  readonly text: string;
  /** A number as it is now; null for what is none. */
  readonly number: number | null;
  /** Of a value from outside whose last fetch failed: why, and when the shown one came (ISO 8601). */
  readonly failing: { readonly why: string; readonly at: string } | null;
}

const dash = '–';

/** One figure of a tile as it stands there. Values from outside stay exactly as they were entered or fetched (L3046). */
export const figureText = (
  tile: string,
  index: number,
  field: Field | null,
  shown: Pick<ShownView, 'fields'>,
  feed: BoardFeed,
  zone: string,
): FigureText => {
  const id = figureId(tile, index);
  const known = shown.fields[id];
  const title = field?.title ?? known?.title ?? 'Figure';
  const words = known?.words ?? '';
  if (field?.source === 'value') {
    const value = feed.values.get(field.value);
    const failing = value === undefined || value.failing === null ? null : { why: value.failing, at: value.at };
    return { title, words, text: feed.past === true ? 'not kept' : (value?.value ?? dash), number: null, failing };
  }
  const statistic = field?.statistic ?? null;
  const value = figureOf(feed, id, statistic, zone);
  // A year is a number that nobody writes with a comma.
  const type = statistic === 'currentYear' ? 'text' : (known?.type ?? 'text');
  const text = formatFigure(isFigureType(type) ? type : 'text', value, zone);
  return { title, words, text, number: typeof value === 'number' ? value : null, failing: null };
};
