import type { LiveExtension } from '../../../../../functions/domain/live.ts';
import type { RowState } from '../row-state.ts';
import { type Around, type Cell, callWith, dash, directionWord, dndText, elapsed, word } from './cell.ts';

export const extensionCell = (extension: LiveExtension, property: string, state: RowState, around: Around): Cell => {
  const call = around.callOf(extension.call);
  switch (property) {
    case 'state':
      return word(state.word);
    case 'extension':
      return word(extension.key);
    case 'name':
      return word(extension.name);
    case 'user':
      return word(extension.userName);
    case 'agent':
      return word(extension.agent);
    case 'agentName':
      return word(extension.agentName);
    case 'timeInState':
      return elapsed(extension.since, around.now);
    case 'dndMessage':
      return extension.dnd ? dndText(extension) : dash;
    case 'direction':
      return directionWord(call);
    case 'callWith':
      return callWith(extension.key, call, around);
    case 'callTime':
      return elapsed(call?.startedAt, around.now);
    default:
      return dash;
  }
};
