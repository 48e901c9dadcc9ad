import type { ActionAnswer, SupervisorAction } from './types.ts';

const toWords = { logIn: 'Log in', logOut: 'Log out', available: 'Make available', wrapUp: 'Wrap-up' } as const;

/** What was asked for, in a few words. */
export const actionWords = (action: SupervisorAction): string => {
  switch (action.kind) {
    case 'setDnd':
      return `Do not disturb ${action.on ? 'on' : 'off'}, extension ${action.extension}`;
    case 'agentState':
      return `${toWords[action.to]}, agent ${action.agent}`;
    case 'answer':
      return `Answer at ${action.extension}`;
    case 'transfer':
      return `Transfer to ${action.to}`;
    case 'take':
      return `Take the call to ${action.to}`;
    case 'clear':
      return 'Clear the call';
  }
};

export interface AnswerWords {
  readonly tone: 'good' | 'bad' | 'warn';
  readonly title: string;
  /** What to do next; empty where nothing is. */
  readonly next: string;
}

/** How an answer is told. Whether something has happened is never left open where it is known. */
export const answerWords = (state: ActionAnswer['state'] | 'notAsked'): AnswerWords => {
  switch (state) {
    case 'done':
      return { tone: 'good', title: 'Done', next: '' };
    case 'refused':
      return { tone: 'bad', title: 'The PBX refused', next: '' };
    case 'notDelivered':
      return { tone: 'bad', title: 'Not delivered', next: 'Nothing has happened. Try again when the site is connected.' };
    case 'notAsked':
      return { tone: 'bad', title: 'Not possible', next: 'The PBX was not asked.' };
    case 'expired':
      return { tone: 'bad', title: 'Too late', next: 'Nothing has happened. Try again.' };
    case 'unknown':
      return { tone: 'warn', title: 'Not known', next: 'It may have happened: look at the row before you try again.' };
  }
};
