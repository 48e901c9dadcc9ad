/** What somebody wants done, as the request says it; devices are `1001` or `2:1001`, calls the keys of the live state. */
export type PlannedAction =
  | {
      readonly kind: 'setDnd';
      readonly extension: string;
      readonly on: boolean;
      readonly message?: number | undefined;
      readonly text?: string | undefined;
    }
  | {
      readonly kind: 'agentState';
      readonly agent: string;
      readonly to: 'logIn' | 'logOut' | 'available' | 'wrapUp';
      readonly extension?: string | undefined;
      readonly huntGroup?: string | undefined;
    }
  | CallAction;

export type CallAction =
  | { readonly kind: 'answer'; readonly call: string; readonly extension: string }
  | { readonly kind: 'transfer'; readonly call: string; readonly from: string; readonly to: string }
  | { readonly kind: 'take'; readonly call: string; readonly to: string }
  | { readonly kind: 'clear'; readonly call: string; readonly extension?: string | undefined };
