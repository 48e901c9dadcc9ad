import type { PlannedAction } from './planned-action.ts';

const agentWords = { logIn: 'log in', logOut: 'log out', available: 'make available', wrapUp: 'put into wrap-up' } as const;

/** What somebody asked for, for the audit: the object, and one sentence. */
export const actionWords = (action: PlannedAction): { readonly object: string; readonly summary: string } => {
  switch (action.kind) {
    case 'setDnd':
      return {
        object: `extension ${action.extension}`,
        summary: action.on
          ? `put into do not disturb${action.message === undefined ? '' : `, message ${action.message}`}${action.text === undefined || action.text === '' ? '' : ` “${action.text}”`}`
          : 'end do not disturb',
      };
    case 'agentState':
      return {
        object: `agent ${action.agent}`,
        summary: `${agentWords[action.to]}${action.extension === undefined ? '' : ` at ${action.extension}`}${action.huntGroup === undefined ? '' : `, hunt group ${action.huntGroup}`}`,
      };
    case 'answer':
      return { object: `call ${action.call}`, summary: `answer at ${action.extension}` };
    case 'transfer':
      return { object: `call ${action.call}`, summary: `transfer from ${action.from} to ${action.to}` };
    case 'take':
      return { object: `call ${action.call}`, summary: `take to ${action.to}` };
    case 'clear':
      return {
        object: `call ${action.call}`,
        summary: action.extension === undefined ? 'clear the whole call' : `hang up at ${action.extension}`,
      };
  }
};
