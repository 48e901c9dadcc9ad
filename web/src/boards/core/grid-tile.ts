import type { Tile } from '../../../../functions/domain/board.ts';

export type GridTile = Extract<Tile, { kind: 'grid' }>;
