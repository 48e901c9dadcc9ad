import type { LiveAgent } from '../../../../../functions/domain/live.ts';
import type { RowState } from '../row-state.ts';
import { type Around, type Cell, callWith, dash, dndText, elapsed, word } from './cell.ts';

export const agentCell = (agent: LiveAgent, property: string, state: RowState, around: Around): Cell => {
  const call = around.callOf(agent.call);
  switch (property) {
    case 'state':
      return word(state.word);
    case 'agent':
      return word(agent.key);
    case 'name':
      return word(agent.name);
    case 'extension':
      return word(agent.extension);
    case 'huntGroups':
      return word(agent.huntGroups.join(', '));
    case 'timeInState':
      return elapsed(agent.since, around.now);
    case 'dndMessage':
      return dndText(agent);
    case 'callWith':
      return callWith(agent.extension, call, around);
    case 'callTime':
      return elapsed(call?.startedAt, around.now);
    default:
      return dash;
  }
};
