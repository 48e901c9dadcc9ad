import type { TileKind } from '../../../../../functions/domain/board.ts';
import type { Size } from './places.ts';

/** Cells that a new tile takes where places are manual and there is room. */
export const usualSize = (kind: TileKind): Size => {
  switch (kind) {
    case 'single':
    case 'serviceLevel':
      return { w: 6, h: 4 };
    case 'multi':
      return { w: 6, h: 6 };
    case 'graph':
      return { w: 8, h: 5 };
    case 'media':
      return { w: 8, h: 6 };
    case 'grid':
      return { w: 12, h: 8 };
    case 'worklist':
      return { w: 8, h: 8 };
    case 'queues':
      return { w: 12, h: 5 };
    case 'ticker':
      return { w: 24, h: 1 };
  }
};
