import type { Scenario } from './scenario.ts';

export const internalAnswered: Scenario = {
  name: 'internal',
  title: '1031 calls 1032; answered, 1032 hangs up',
  steps: [
    { at: 0, run: (s) => s.keep('lifted', s.pbx.offHook('1031')) },
    { at: 3, run: (s) => s.keep('a', s.pbx.internalCall({ from: s.call('lifted'), to: '1032' })) },
    { at: 8, run: (s) => s.pbx.answer('1032') },
    { at: 48, run: (s) => s.pbx.hangUp('1032') },
  ],
};

export const internalUnanswered: Scenario = {
  name: 'internal-unanswered',
  title: '1031 calls 1001, nobody answers, 1031 gives up',
  steps: [
    { at: 0, run: (s) => s.keep('a', s.pbx.internalCall({ from: '1031', to: '1001' })) },
    { at: 18, run: (s) => s.pbx.hangUp('1031') },
  ],
};

export const outboundAnswered: Scenario = {
  name: 'outbound',
  title: '1031 dials 07700 900456 with an account code; answered after 9 s',
  steps: [
    { at: 0, run: (s) => s.keep('lifted', s.pbx.offHook('1031')) },
    { at: 4, run: (s) => s.keep('a', s.pbx.outboundCall({ from: s.call('lifted'), number: '07700900456', account: '4712' })) },
    { at: 13, run: (s) => s.pbx.outsideAnswers(s.call('a')) },
    { at: 73, run: (s) => s.pbx.hangUp('1031') },
  ],
};

export const outboundUnanswered: Scenario = {
  name: 'outbound-unanswered',
  title: 'Nobody answers outside; 1031 gives up after 30 s',
  steps: [
    { at: 0, run: (s) => s.keep('a', s.pbx.outboundCall({ from: '1031', number: '01632960789' })) },
    { at: 30, run: (s) => s.pbx.hangUp('1031') },
  ],
};

export const failures: Scenario = {
  name: 'busy-and-failed',
  title: 'Busy phone, do-not-disturb, restricted and unknown numbers, busy outside line',
  steps: [
    { at: 0, run: (s) => s.keep('talk', s.pbx.internalCall({ from: '1001', to: '1002' })) },
    { at: 4, run: (s) => s.pbx.answer('1002') },
    { at: 10, run: (s) => s.keep('busy', s.pbx.internalCall({ from: '1003', to: '1002' })) },
    { at: 13, run: (s) => s.pbx.hangUp('1003') },
    { at: 15, run: (s) => s.pbx.setDnd('1004', 4) },
    { at: 16, run: (s) => s.keep('dnd', s.pbx.internalCall({ from: '1003', to: '1004' })) },
    { at: 19, run: (s) => s.pbx.hangUp('1003') },
    { at: 20, run: (s) => s.keep('restricted', s.pbx.restrictedCall({ from: '1003', number: '09098790123' })) },
    { at: 22, run: (s) => s.pbx.hangUp('1003') },
    { at: 24, run: (s) => s.pbx.internalCall({ from: '1003', to: '1999' }) },
    { at: 26, run: (s) => s.keep('out', s.pbx.outboundCall({ from: '1003', number: '02079460999' })) },
    { at: 29, run: (s) => s.pbx.outsideFails(s.call('out'), 3) },
    { at: 32, run: (s) => s.pbx.hangUp('1003') },
    { at: 40, run: (s) => s.pbx.hangUp('1001') },
  ],
};

export const pickupCall: Scenario = {
  name: 'pickup',
  title: '1032 rings, 1033 picks the call up',
  steps: [
    { at: 0, run: (s) => s.keep('a', s.pbx.inboundCall({ ddi: '01632960132', cli: '07700900123', name: 'SMITH' })) },
    { at: 9, run: (s) => s.pbx.pickup('1033', '1032') },
    { at: 40, run: (s) => s.pbx.hangUp('94101') },
  ],
};

export const deflectCall: Scenario = {
  name: 'deflect',
  title: '1032 sends its ringing call to 1033',
  steps: [
    { at: 0, run: (s) => s.keep('a', s.pbx.inboundCall({ ddi: '01632960132', cli: '07700900123', name: 'SMITH' })) },
    { at: 5, run: (s) => s.pbx.deflect('1032', '1033') },
    { at: 9, run: (s) => s.pbx.answer('1033') },
    { at: 40, run: (s) => s.pbx.hangUp('94101') },
  ],
};

export const forwardImmediate: Scenario = {
  name: 'forward-immediate',
  title: '1030 is forwarded to 1031, who answers; later the forward is taken off',
  setup: (pbx) => pbx.setForward('1030', { type: 'I', to: '1031' }),
  steps: [
    { at: 0, run: (s) => s.keep('a', s.pbx.inboundCall({ ddi: '01632960130', cli: '07700900123', name: 'SMITH' })) },
    { at: 7, run: (s) => s.pbx.answer('1031') },
    { at: 30, run: (s) => s.pbx.hangUp('94101') },
    { at: 32, run: (s) => s.pbx.setForward('1030', null) },
  ],
};

export const voicemail: Scenario = {
  name: 'voicemail',
  title: '1031 does not answer; after 20 s the call goes to its mailbox, a message is left',
  steps: [
    { at: 0, run: (s) => s.keep('a', s.pbx.inboundCall({ ddi: '01632960131', cli: '07700900123', name: 'SMITH' })) },
    { at: 55, run: (s) => s.pbx.hangUp('94101') },
    { at: 58, run: (s) => s.pbx.setMessages('1031', 1) },
  ],
};

export const doNotDisturb: Scenario = {
  name: 'do-not-disturb',
  title: 'An agent takes a break with a message, changes it, comes back; logs off at the end',
  setup: (pbx) => {
    pbx.logOn('5001', '1001');
  },
  steps: [
    { at: 0, run: (s) => s.pbx.setDnd('1001', 11) },
    { at: 300, run: (s) => s.pbx.setDnd('1001', 13, 'till one') },
    { at: 900, run: (s) => s.pbx.setDnd('1001', null) },
    { at: 960, run: (s) => s.pbx.logOff('5001') },
  ],
};

export const directoryChanges: Scenario = {
  name: 'directory-changes',
  title: 'A name changes, an extension is renumbered, a phone goes offline and comes back, night mode, an alarm',
  steps: [
    { at: 0, run: (s) => s.pbx.rename('1034', 'Vera West') },
    { at: 5, run: (s) => s.pbx.changeExtension('1034', '1044') },
    { at: 10, run: (s) => s.pbx.setOnline('1033', false) },
    { at: 20, run: (s) => s.pbx.setOnline('1033', true) },
    { at: 25, run: (s) => s.pbx.setNightMode('1', true) },
    { at: 30, run: (s) => s.pbx.alarm('1', { extension: '1033', number: 10, text: "Device [1.1.1] '1033' Is Off Hook", id: 1 }) },
    { at: 60, run: (s) => s.pbx.alarm('1', { extension: '', number: 0, text: 'Alarm Automatically Cleared', id: 1 }) },
  ],
};
