import type { LiveTrunk } from '../../../../../functions/domain/live.ts';
import type { RowState } from '../row-state.ts';
import { type Around, type Cell, dash, directionWord, elapsed, numberOf, word } from './cell.ts';

export const trunkCell = (trunk: LiveTrunk, property: string, state: RowState, around: Around): Cell => {
  const call = around.callOf(trunk.call);
  switch (property) {
    case 'state':
      return word(state.word);
    case 'trunk':
      return word(trunk.key);
    case 'name':
      return word(trunk.name);
    case 'direction':
      return directionWord(call);
    case 'outsideNumber':
      return numberOf(call, around);
    case 'contactName':
      return word(call?.contactName);
    case 'extension':
      return word(call?.extension);
    case 'timeInState':
      return elapsed(trunk.since, around.now);
    case 'callTime':
      return elapsed(call?.startedAt, around.now);
    default:
      return dash;
  }
};
