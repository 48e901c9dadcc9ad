import type { Tile } from '../../../../../functions/domain/board.ts';

/** Tiles that count something: filters and alarms are theirs; media have none (L2887). */
export type DataTile = Exclude<Tile, { readonly kind: 'media' }>;

export const isDataTile = (tile: Tile): tile is DataTile => tile.kind !== 'media';
