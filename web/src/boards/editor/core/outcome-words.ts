import type { Outcome, Refusal } from './editing.ts';

const refusals: Readonly<Record<Refusal, string>> = {
  noRoom: 'There is no room for it. Make a tile smaller or remove one first.',
  uniform: 'In the uniform grid all tiles are of one size. Choose manual sizing in the view settings to place them freely.',
  oneTicker: 'The view has a ticker already; it can have one.',
  notOnWallboard: 'This kind of tile stands on dashboards only.',
  tooManyTiles: 'A view has at most 60 tiles.',
  tooManyViews: 'No further view fits: a wallboard has one, a dashboard at most 20.',
  lastView: 'The last view of a board stays.',
  edge: 'It goes no further.',
};

/** What the last action did, in a sentence for eye and ear. `nameOf` gives a tile's title. */
export const outcomeWords = (outcome: Outcome, nameOf: (tile: string) => string): string => {
  switch (outcome.kind) {
    case 'added':
      return `${nameOf(outcome.tile)} added.`;
    case 'copied':
      return `${nameOf(outcome.tile)} copied.`;
    case 'removed':
      return `${nameOf(outcome.tile)} removed. Undo brings it back.`;
    case 'changed':
    case 'settings':
      return '';
    case 'placed': {
      const { x, y, w, h } = outcome.place;
      const what = outcome.resized
        ? `${nameOf(outcome.tile)} is ${w} wide and ${h} high.`
        : `${nameOf(outcome.tile)} is at column ${x + 1}, row ${y + 1}.`;
      return outcome.pushed.length === 0 ? what : `${what} ${outcome.pushed.map(nameOf).join(', ')} made way.`;
    }
    case 'ordered':
      return `${nameOf(outcome.tile)} is number ${outcome.to + 1} of ${outcome.of}.`;
    case 'undone':
      return 'Undone.';
    case 'redone':
      return 'Done again.';
    case 'nothingToUndo':
      return 'There is nothing to undo.';
    case 'nothingToRedo':
      return 'There is nothing to do again.';
    case 'loaded':
      return 'Loaded. Undo brings back what was there before.';
    case 'refused':
      return refusals[outcome.why];
  }
};
