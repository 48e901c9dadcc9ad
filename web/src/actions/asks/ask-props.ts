import type { ActionContext } from '../core/offered-actions.ts';
import type { ActionsOffered, Phone, SupervisorAction } from '../core/types.ts';

/** What every form that asks before an action is given. */
export interface AskProps {
  readonly context: ActionContext;
  readonly groups: readonly Phone[];
  readonly offered: ActionsOffered | undefined;
  readonly send: (action: SupervisorAction) => void;
  readonly close: () => void;
}
