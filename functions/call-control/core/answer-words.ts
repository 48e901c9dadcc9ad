import type { AgentAnswer, AgentReason, CommandResult } from '../../domain/agent-command.ts';
import { outcomeWords } from './outcome-words.ts';

const lookAtPhone = 'Look at the phone: it may have happened.';

const reasonWords: Readonly<Record<AgentReason, string>> = {
  noLink: 'The agent has no link to the telephone system at present. Nothing was done.',
  notLicensed: 'The telephone system licenses no call control for this link. Ask for System OAI third-party call control.',
  pbxBusy: 'The telephone system was busy telling its state until it was too late. Nothing was done; try again.',
  noConfirmation: `The telephone system took the command and said nothing. ${lookAtPhone}`,
  linkLost: `The link to the telephone system broke before it answered. ${lookAtPhone}`,
  pbxRestarted: `The telephone system started anew before it answered. ${lookAtPhone}`,
  expired: 'The command reached the agent too late. Nothing was done; try again.',
  notUnderstood: 'The agent does not know this command. It has to be updated. Nothing was done.',
};

const plainWords: Readonly<Record<Exclude<CommandResult, 'done'>, string>> = {
  refused: 'The telephone system refused.',
  unknown: `There was no answer in time. ${lookAtPhone}`,
  notDelivered: 'No agent of this site is connected. Nothing was done.',
  expired: reasonWords.expired,
};

/** What to say to the person who asked. */
export const answerWords = (answer: Pick<AgentAnswer, 'result' | 'outcome' | 'reason'>, doneWords: string): string => {
  const { result, outcome, reason } = answer;
  if (result === 'done') return doneWords;
  if (result === 'refused' && outcome !== null) return outcomeWords(outcome);
  return reason === null ? plainWords[result] : reasonWords[reason];
};
