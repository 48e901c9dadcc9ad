/** What a supervisor may ask of the PBX; as the action routes take it. */
export type SupervisorAction =
  | { readonly kind: 'setDnd'; readonly extension: string; readonly on: boolean; readonly message?: number; readonly text?: string }
  | {
      readonly kind: 'agentState';
      readonly agent: string;
      readonly to: 'logIn' | 'logOut' | 'available' | 'wrapUp';
      readonly extension?: string;
      readonly huntGroup?: string;
    }
  | { readonly kind: 'answer'; readonly call: string; readonly extension: string }
  | { readonly kind: 'transfer'; readonly call: string; readonly from: string; readonly to: string }
  | { readonly kind: 'take'; readonly call: string; readonly to: string }
  | { readonly kind: 'clear'; readonly call: string; readonly extension?: string };

/** What became of an action. `unknown`: it may have happened; the others leave no doubt. */
export interface ActionAnswer {
  readonly id: string;
  readonly state: 'done' | 'refused' | 'unknown' | 'notDelivered' | 'expired';
  readonly words: string;
  readonly outcome: number | null;
  readonly answeredAt: number | null;
}

/** Whether actions can be sent at all, and what the PBX has to choose from. */
export interface ActionsOffered {
  readonly connected: boolean;
  readonly dndMessages: readonly { readonly number: number; readonly text: string }[];
  /** Why not, in words; null when they can. */
  readonly why: string | null;
}

export interface Phone {
  readonly number: string;
  readonly name: string;
}

/** What must be asked of the person before an action is sent. */
export type Ask =
  | { readonly kind: 'nothing'; readonly action: SupervisorAction }
  | { readonly kind: 'sure'; readonly action: SupervisorAction; readonly title: string; readonly words: readonly string[] }
  | { readonly kind: 'dnd'; readonly extension: string; readonly who: string }
  | { readonly kind: 'logIn'; readonly agent: string; readonly who: string }
  | { readonly kind: 'transfer'; readonly call: string; readonly from: string; readonly who: string }
  | {
      readonly kind: 'phone';
      readonly verb: 'answer' | 'take';
      readonly call: string;
      readonly who: string;
      /** To choose from; where there is none, any number may be typed. */
      readonly phones: readonly Phone[];
      /** What it would do to people who talk; empty = nobody is hurt. */
      readonly words: readonly string[];
    };

export interface OfferedAction {
  readonly id: string;
  readonly label: string;
  /** Why it cannot be done now; null = it can. */
  readonly reason: string | null;
  readonly ask: Ask;
}
