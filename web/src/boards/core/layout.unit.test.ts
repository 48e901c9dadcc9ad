import { describe, expect, it } from 'vitest';
import { boardContentSchema, type View } from '../../../../functions/domain/board.ts';
import { manualPlaces, placedTiles, readingOrder, tickerOf, uniformGrid } from './layout.ts';

const field = { source: 'statistic', statistic: 'callsLost' };
const viewOf = (displayMode: string, tiles: readonly object[]): View => {
  const [view] = boardContentSchema.parse({
    kind: 'dashboard',
    name: 'Test',
    views: [{ id: 'v', name: 'V', displayMode, colourMode: 'none', tiles }],
  }).views;
  if (view === undefined) throw new Error('no view');
  return view;
};
const single = (id: string, place: object | null = null) => ({ kind: 'single', id, field, place });

describe('uniformGrid', () => {
  it.each([
    [1, 1920, 1080, 1, 1],
    [2, 1920, 1080, 2, 1],
    [4, 1920, 1080, 2, 2],
    [6, 1920, 1080, 3, 2],
    [8, 1920, 1080, 3, 3],
    [9, 1920, 1080, 3, 3],
    [12, 1920, 1080, 4, 3],
    [60, 1920, 1080, 8, 8],
    [6, 1080, 1920, 2, 3],
    [3, 400, 4000, 1, 3],
    [0, 1920, 1080, 1, 1],
    [5, 0, 0, 2, 3],
  ])('%i tiles in %i × %i: %i columns, %i rows', (count, width, height, columns, rows) => {
    expect(uniformGrid(count, width, height)).toEqual({ columns, rows });
  });
});

describe('places', () => {
  it('keeps the ticker apart', () => {
    const view = viewOf('uniform', [single('a'), { kind: 'ticker', id: 't', fields: [field] }, single('b')]);
    expect(tickerOf(view)?.id).toBe('t');
    expect(placedTiles(view).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(tickerOf(viewOf('uniform', [single('a')]))).toBeNull();
  });

  it('finds room for tiles that have no place yet', () => {
    const { rows, placed } = manualPlaces(viewOf('manual', [single('a', { x: 0, y: 0, w: 24, h: 12 }), single('b'), single('c')]).tiles);
    expect(rows).toBe(16);
    expect(placed.map(({ place }) => place)).toEqual([
      { x: 0, y: 0, w: 24, h: 12 },
      { x: 0, y: 12, w: 6, h: 4 },
      { x: 6, y: 12, w: 6, h: 4 },
    ]);
  });

  it('puts what finds no room below all others', () => {
    const { rows, placed } = manualPlaces(viewOf('manual', [single('a', { x: 0, y: 0, w: 24, h: 16 }), single('b')]).tiles);
    expect(rows).toBe(20);
    expect(placed[1]?.place).toEqual({ x: 0, y: 16, w: 24, h: 4 });
  });

  it('reads from top to bottom, then from left to right', () => {
    const view = viewOf('manual', [
      single('low', { x: 0, y: 8, w: 4, h: 4 }),
      single('right', { x: 12, y: 0, w: 4, h: 4 }),
      single('left', { x: 0, y: 0, w: 4, h: 4 }),
    ]);
    expect(readingOrder(view).map(({ id }) => id)).toEqual(['left', 'right', 'low']);
    expect(readingOrder({ ...view, displayMode: 'uniform' }).map(({ id }) => id)).toEqual(['low', 'right', 'left']);
  });
});
