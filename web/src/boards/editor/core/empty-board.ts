import type { BoardContent, BoardKind } from '../../../../../functions/domain/board.ts';

/** A board without tiles. Wallboards begin with coloured backgrounds, dashboards with coloured text (L2443-2456). */
export const emptyBoard = (kind: BoardKind, name: string): BoardContent => ({
  kind,
  name,
  views: [
    {
      id: 'v1',
      name: 'Main',
      displayMode: 'uniform',
      colourMode: kind === 'wallboard' ? 'background' : 'text',
      filter: null,
      tiles: [],
    },
  ],
});
