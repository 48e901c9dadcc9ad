import type { BoardKind, GridKind, TileKind } from '../../../../../functions/domain/board.ts';
import { mayStandOn } from '../../../../../functions/domain/board.ts';

/** What one chooses when a tile is added: a grid of agents is another choice than one of calls. */
export type TileChoice = Exclude<TileKind, 'grid'> | `grid:${GridKind}` | 'gauge';

interface KindWords {
  readonly choice: TileChoice;
  readonly name: string;
  readonly sentence: string;
}

/** In the order of the dialog; the first ones are what most boards are made of. */
const choices: readonly KindWords[] = [
  { choice: 'single', name: 'Figure', sentence: 'One figure, as large as the tile allows.' },
  { choice: 'gauge', name: 'Gauge', sentence: 'One figure as a circle: how much of a target is reached.' },
  { choice: 'multi', name: 'Several figures', sentence: 'Up to twenty figures: as a list, two side by side, or one after the other.' },
  { choice: 'graph', name: 'Graph', sentence: 'How a figure went over the day, as a line or as bars.' },
  { choice: 'serviceLevel', name: 'Service level', sentence: 'The share answered in time against its target, by the formula you choose.' },
  { choice: 'queues', name: 'Queue strip', sentence: 'One strip a hunt group: who waits, for how long, and who can answer.' },
  { choice: 'ticker', name: 'Ticker', sentence: 'A band at the top or bottom in which up to twenty figures run past; one a view.' },
  { choice: 'media', name: 'Media', sentence: 'An image, a looping video or a live stream.' },
  { choice: 'grid:agents', name: 'Agent grid', sentence: 'One row an agent, with state, calls and figures of the day.' },
  { choice: 'grid:calls', name: 'Call grid', sentence: 'One row a call in progress.' },
  { choice: 'grid:extensions', name: 'Extension grid', sentence: 'One row an extension, with what it does at the moment.' },
  { choice: 'grid:trunks', name: 'Trunk grid', sentence: 'One row a trunk that carries a call.' },
  { choice: 'worklist', name: 'Calls to return', sentence: 'Lost calls nobody has called back yet.' },
];

export const kindOf = (choice: TileChoice): TileKind => {
  if (choice === 'gauge') return 'single';
  if (choice === 'grid:agents' || choice === 'grid:calls' || choice === 'grid:extensions' || choice === 'grid:trunks') return 'grid';
  return choice;
};

/** Kinds of tiles a view may still get: those of its kind of board, and no second ticker. */
export const tileChoices = (board: BoardKind, hasTicker: boolean): readonly KindWords[] =>
  choices.filter(({ choice }) => mayStandOn(board, kindOf(choice)) && !(choice === 'ticker' && hasTicker));
