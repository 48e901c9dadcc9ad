import { describe, expect, it } from 'vitest';
import { boardContentSchema, gridKinds, gridProperties } from '../../../../../functions/domain/board.ts';
import { emptyBoard } from './empty-board.ts';
import { propertyName, usualColumns } from './grid-words.ts';
import { needsField, newTile } from './new-tile.ts';
import { tileChoices } from './tile-kinds.ts';

const field = { source: 'statistic', statistic: 'callsIn', title: null, foreground: null } as const;
const colours = { background: '#17703d', foreground: '#ffffff' };
const names = (board: 'wallboard' | 'dashboard', hasTicker: boolean): readonly string[] =>
  tileChoices(board, hasTicker).map(({ choice }) => choice);

describe('tileChoices', () => {
  it('offers each kind of board what may stand on it, and no second ticker', () => {
    expect(names('wallboard', false)).toEqual(['single', 'gauge', 'multi', 'graph', 'serviceLevel', 'queues', 'ticker', 'media']);
    expect(names('wallboard', true)).not.toContain('ticker');
    expect(names('dashboard', false)).toHaveLength(13);
  });
});

describe('newTile', () => {
  it.each(['wallboard', 'dashboard'] as const)('makes tiles of every kind that a %s may have, ready to be saved', (kind) => {
    const wallboard = kind === 'wallboard';
    const tiles = tileChoices(kind, false)
      .filter(({ choice }) => choice !== 'media')
      .map(({ choice }, i) => newTile(choice, `t${i}`, colours, { fields: needsField(choice) ? [field] : [], wallboard, target: 100 }));
    const board = emptyBoard(kind, 'Desk');
    const content = { ...board, views: board.views.map((view) => ({ ...view, tiles })) };
    expect(boardContentSchema.safeParse(content).error).toBeUndefined();
  });
  it('begins a media tile without an address, which is still to be given', () => {
    expect(newTile('media', 't1', colours, { fields: [], wallboard: true, target: 1 })).toMatchObject({
      from: { kind: 'address', url: '' },
    });
  });
});

describe('columns of grids', () => {
  it('have a name each, and usual ones that exist', () => {
    for (const grid of gridKinds) {
      for (const property of gridProperties[grid]) expect(propertyName(property)).not.toBe(property);
      expect(gridProperties[grid]).toEqual(expect.arrayContaining([...usualColumns[grid]]));
    }
  });
});
