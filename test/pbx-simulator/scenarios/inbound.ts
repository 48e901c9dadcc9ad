import type { Pbx } from '../pbx/pbx.ts';
import type { Scenario } from './scenario.ts';

/** Reservations with one agent, at 1001. */
export const oneAgent = (pbx: Pbx): void => {
  pbx.logOn('5001', '1001');
};

/** `ddi 01632960130` rings 1030, `…300` the ring-all group, `…100` the reservations announcement. */
export const answeredInbound: Scenario = {
  name: 'answered-inbound',
  title: 'A DDI call rings one phone, is answered after 6 s, lasts 60 s',
  steps: [
    { at: 0, run: (s) => s.keep('a', s.pbx.inboundCall({ ddi: '01632960130', cli: '07700900123', name: 'SMITH' })) },
    { at: 6, run: (s) => s.pbx.answer('1030') },
    { at: 66, run: (s) => s.pbx.hangUp('94101') },
  ],
};

export const queueThenAgent: Scenario = {
  name: 'queue-then-agent',
  title: 'All agents busy: the second caller waits 24 s, then rings 4 s and is answered',
  setup: oneAgent,
  steps: [
    { at: 0, run: (s) => s.keep('first', s.pbx.inboundCall({ target: '2000', ddi: '01632960100', cli: '07700900111', name: 'JONES' })) },
    { at: 3, run: (s) => s.pbx.answer('1001') },
    { at: 10, run: (s) => s.keep('second', s.pbx.inboundCall({ target: '2000', ddi: '01632960100', cli: '07700900123', name: 'SMITH' })) },
    { at: 19, run: (s) => s.pbx.hangUp('1001') },
    { at: 38, run: (s) => s.pbx.answer('1001') },
    { at: 98, run: (s) => s.pbx.hangUp('94102') },
  ],
  tail: 30,
};

export const abandonInQueue: Scenario = {
  name: 'abandon-in-queue',
  title: 'Nobody is logged on: the caller waits 40 s and gives up',
  steps: [
    { at: 0, run: (s) => s.keep('a', s.pbx.inboundCall({ target: '2000', ddi: '01632960100', cli: '07700900123', name: 'SMITH' })) },
    { at: 40, run: (s) => s.pbx.hangUp('94101') },
  ],
};

export const abandonWhileRinging: Scenario = {
  name: 'abandon-while-ringing',
  title: 'The caller hangs up while one phone rings',
  steps: [
    { at: 0, run: (s) => s.keep('a', s.pbx.inboundCall({ ddi: '01632960130', cli: '07700900123', name: 'SMITH' })) },
    { at: 12, run: (s) => s.pbx.hangUp('94101') },
  ],
};

export const ringAll: Scenario = {
  name: 'ring-all',
  title: 'Three phones ring at once; the second answers, the others stop',
  steps: [
    { at: 0, run: (s) => s.keep('a', s.pbx.inboundCall({ ddi: '01632960300', cli: '07700900123', name: 'SMITH' })) },
    { at: 8, run: (s) => s.pbx.answer('1022') },
    { at: 40, run: (s) => s.pbx.hangUp('1022') },
  ],
};

export const noAnswerAdvance: Scenario = {
  name: 'no-answer-advance',
  title: 'The first agent does not answer within 15 s; the next one does',
  setup: (pbx) => {
    pbx.logOn('5011', '1011');
    pbx.logOn('5012', '1012');
  },
  steps: [
    { at: 0, run: (s) => s.keep('a', s.pbx.inboundCall({ target: '2001', ddi: '01632960200', cli: '07700900123', name: 'SMITH' })) },
    { at: 19, run: (s) => s.pbx.answer('1012') },
    { at: 50, run: (s) => s.pbx.hangUp('94101') },
  ],
  tail: 20,
};

export const overflow: Scenario = {
  name: 'overflow',
  title: 'Reservations has nobody: after 90 s the call overflows to the front desk and is answered there',
  setup: (pbx) => {
    pbx.logOn('5011', '1011');
  },
  steps: [
    { at: 0, run: (s) => s.keep('a', s.pbx.inboundCall({ target: '2000', ddi: '01632960100', cli: '07700900123', name: 'SMITH' })) },
    { at: 95, run: (s) => s.pbx.answer('1011') },
    { at: 130, run: (s) => s.pbx.hangUp('94101') },
  ],
  tail: 20,
};

export const announcementThenQueue: Scenario = {
  name: 'announcement-then-queue',
  title: 'A routing announcement answers, plays 8 s, hands over to the queue; an agent logs on and takes the call',
  steps: [
    { at: 0, run: (s) => s.keep('a', s.pbx.inboundCall({ ddi: '01632960100', cli: '07700900123', name: 'SMITH' })) },
    { at: 20, run: (s) => s.pbx.logOn('5001', '1001') },
    { at: 25, run: (s) => s.pbx.answer('1001') },
    { at: 70, run: (s) => s.pbx.hangUp('94101') },
  ],
  tail: 20,
};

export const announcementInQueue: Scenario = {
  name: 'announcement-in-queue',
  title: 'A waiting caller hears an announcement and keeps the place; then an agent logs on and answers',
  steps: [
    { at: 0, run: (s) => s.keep('a', s.pbx.inboundCall({ target: '2000', ddi: '01632960100', cli: '07700900123', name: 'SMITH' })) },
    { at: 10, run: (s) => s.pbx.announceInQueue(s.call('a'), '2510') },
    { at: 30, run: (s) => s.pbx.logOn('5001', '1001') },
    { at: 35, run: (s) => s.pbx.answer('1001') },
    { at: 60, run: (s) => s.pbx.hangUp('94101') },
  ],
  tail: 20,
};

export const autoAttendant: Scenario = {
  name: 'auto-attendant',
  title: 'The auto attendant answers; the caller dials 1031, who answers',
  steps: [
    { at: 0, run: (s) => s.keep('a', s.pbx.inboundCall({ ddi: '01632960400', cli: '01632960555', name: '' })) },
    { at: 6, run: (s) => s.pbx.chooseExtension(s.call('a'), '1031') },
    { at: 12, run: (s) => s.pbx.answer('1031') },
    { at: 50, run: (s) => s.pbx.hangUp('1031') },
  ],
};

export const wrapUp: Scenario = {
  name: 'wrap-up',
  title: 'An ACD call ends; the agent is in wrap-up for 15 s, then ready',
  setup: oneAgent,
  steps: [
    { at: 0, run: (s) => s.keep('a', s.pbx.inboundCall({ target: '2000', ddi: '01632960100', cli: '07700900123', name: 'SMITH' })) },
    { at: 4, run: (s) => s.pbx.answer('1001') },
    { at: 34, run: (s) => s.pbx.hangUp('94101') },
  ],
  tail: 20,
};
