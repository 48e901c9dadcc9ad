import type { Scenario, Step } from './scenario.ts';

/** 07700 900123 talks to 1030 from 5 s on. */
const connected: readonly Step[] = [
  { at: 0, run: (s) => s.keep('a', s.pbx.inboundCall({ ddi: '01632960130', cli: '07700900123', name: 'SMITH' })) },
  { at: 5, run: (s) => s.pbx.answer('1030') },
];

export const holdAndRetrieve: Scenario = {
  name: 'hold-and-retrieve',
  title: 'Held for 30 s and retrieved at the same phone',
  steps: [
    ...connected,
    { at: 25, run: (s) => s.pbx.hold('1030') },
    { at: 55, run: (s) => s.pbx.retrieve('1030') },
    { at: 75, run: (s) => s.pbx.hangUp('94101') },
  ],
};

export const retrieveElsewhere: Scenario = {
  name: 'retrieve-elsewhere',
  title: 'Held on the system by 1030, retrieved by 1031',
  steps: [
    ...connected,
    { at: 25, run: (s) => s.pbx.hold('1030', 'system') },
    { at: 40, run: (s) => s.pbx.retrieve('1031', s.call('a')) },
    { at: 60, run: (s) => s.pbx.hangUp('1031') },
  ],
};

export const holdRecall: Scenario = {
  name: 'hold-recall',
  title: 'A call held too long rings its holder again',
  steps: [
    ...connected,
    { at: 15, run: (s) => s.pbx.hold('1030') },
    { at: 140, run: (s) => s.pbx.answer('1030') },
    { at: 160, run: (s) => s.pbx.hangUp('94101') },
  ],
};

export const transferAnswered: Scenario = {
  name: 'transfer-announced',
  title: 'Announced transfer to 1031, completed after the announcement was answered',
  steps: [
    ...connected,
    { at: 25, run: (s) => s.keep('consultation', s.pbx.consult('1030', '1031')) },
    { at: 31, run: (s) => s.pbx.answer('1031') },
    { at: 41, run: (s) => s.pbx.transfer('1030') },
    { at: 90, run: (s) => s.pbx.hangUp('94101') },
  ],
};

export const transferRinging: Scenario = {
  name: 'transfer-ringing',
  title: 'Announced transfer to 1031, completed while 1031 still rings',
  steps: [
    ...connected,
    { at: 25, run: (s) => s.keep('consultation', s.pbx.consult('1030', '1031')) },
    { at: 29, run: (s) => s.pbx.transfer('1030') },
    { at: 35, run: (s) => s.pbx.answer('1031') },
    { at: 90, run: (s) => s.pbx.hangUp('1031') },
  ],
};

export const transferAbandoned: Scenario = {
  name: 'transfer-abandoned',
  title: '1031 does not want the call: 1030 goes back to the caller',
  steps: [
    ...connected,
    { at: 25, run: (s) => s.keep('consultation', s.pbx.consult('1030', '1031')) },
    { at: 31, run: (s) => s.pbx.answer('1031') },
    { at: 38, run: (s) => s.pbx.abandonConsult('1030') },
    { at: 60, run: (s) => s.pbx.hangUp('94101') },
  ],
};

export const transferToGroup: Scenario = {
  name: 'transfer-to-group',
  title: 'Blind transfer into a queue with nobody free, then an agent logs on',
  steps: [
    ...connected,
    { at: 25, run: (s) => s.pbx.blindTransfer('1030', '2001') },
    { at: 45, run: (s) => s.pbx.logOn('5011', '1011') },
    { at: 50, run: (s) => s.pbx.answer('1011') },
    { at: 80, run: (s) => s.pbx.hangUp('94101') },
  ],
  tail: 15,
};

export const trunkToTrunk: Scenario = {
  name: 'trunk-to-trunk',
  title: '1030 dials out, hands the caller over to the outside number and leaves',
  steps: [
    ...connected,
    { at: 25, run: (s) => s.keep('out', s.pbx.consult('1030', '907700900456')) },
    { at: 33, run: (s) => s.pbx.outsideAnswers(s.call('out')) },
    { at: 40, run: (s) => s.pbx.transfer('1030') },
    { at: 100, run: (s) => s.pbx.hangUp('94102') },
  ],
};

export const transferBlind: Scenario = {
  name: 'transfer-blind',
  title: 'One-step transfer to 1031, who answers',
  steps: [
    ...connected,
    { at: 25, run: (s) => s.pbx.blindTransfer('1030', '1031') },
    { at: 34, run: (s) => s.pbx.answer('1031') },
    { at: 70, run: (s) => s.pbx.hangUp('94101') },
  ],
};

export const transferRecall: Scenario = {
  name: 'transfer-recall',
  title: 'Nobody answers the blind transfer: after 15 s it comes back to 1030',
  settings: { transferRecallMs: 15_000 },
  steps: [
    ...connected,
    { at: 25, run: (s) => s.pbx.blindTransfer('1030', '1031') },
    { at: 46, run: (s) => s.pbx.answer('1030') },
    { at: 70, run: (s) => s.pbx.hangUp('94101') },
  ],
};

export const conferenceOfThree: Scenario = {
  name: 'conference',
  title: '1030 takes 1031 into the call; 1030 leaves first, then the caller',
  steps: [
    ...connected,
    { at: 25, run: (s) => s.keep('consultation', s.pbx.consult('1030', '1031', true)) },
    { at: 31, run: (s) => s.pbx.answer('1031') },
    { at: 36, run: (s) => s.pbx.conference('1030') },
    { at: 66, run: (s) => s.pbx.hangUp('1030') },
    { at: 86, run: (s) => s.pbx.hangUp('94101') },
  ],
};

export const accountCode: Scenario = {
  name: 'account-code',
  title: 'An account code is keyed during the call',
  steps: [...connected, { at: 20, run: (s) => s.pbx.accountCode('1030', '4711') }, { at: 50, run: (s) => s.pbx.hangUp('1030') }],
};
