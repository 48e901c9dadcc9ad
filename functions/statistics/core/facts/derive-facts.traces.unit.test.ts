import { describe, expect, test } from 'vitest';
import { deriveFacts } from './derive-facts.ts';
import { factLine } from './testing/fact-line.ts';
import { traceCalls } from './testing/trace-calls.ts';

/** Facts of calls whose rows are worked out by hand in test/traces; times in seconds, as they can be read off those files. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'abandoned-while-queued': [
    'call 2000 in lost, ring 25 talk 0 hold 0 call 25: rang completed withCli hasDdi recoverable',
    'leg 2000 in lost, ring 25 talk 0 hold 0 call 25: rang completed withCli hasDdi recoverable',
    'visit 2000 in lost, ring 25 talk 0 hold 0 call 25: rang completed withCli hasDdi recoverable',
  ],
  'given-up-at-the-announcement': [
    'call  in lost, ring 0 talk 0 hold 0 call 0: completed withCli hasDdi recoverable',
    'leg 2501 in lost, ring 0 talk 0 hold 0 call 0: completed withCli hasDdi recoverable',
  ],
  'inbound-unanswered-lost': [
    'call 1001 in lost, ring 20 talk 0 hold 0 call 20: rang completed withCli hasDdi recoverable',
    'leg 1001 in lost, ring 20 talk 0 hold 0 call 20: rang completed withCli hasDdi recoverable',
  ],
  'caller-withheld': [
    'call 1001 in lost, ring 10 talk 0 hold 0 call 10: rang completed hasDdi',
    'leg 1001 in lost, ring 10 talk 0 hold 0 call 10: rang completed hasDdi',
  ],
  'inbound-ddi-answered': [
    'call 1001 in answered, ring 5 talk 30 hold 0 call 35: answered rang completed withCli hasDdi',
    'leg 1001 in answered, ring 5 talk 30 hold 0 call 35: answered rang completed withCli hasDdi',
  ],
  'blind-transfer-answered': [
    'call 1001 in answered, ring 4 talk 45 hold 2 call 59: answered rang completed withCli hasDdi transferredIn transferredOut',
    'leg 1001 in transferred, ring 4 talk 15 hold 2 call 21: answered rang completed withCli hasDdi transferredOut',
    'leg 1002 in answered, ring 8 talk 30 hold 0 call 38: answered rang completed withCli hasDdi transferredIn',
  ],
  'blind-transfer-given-up': [
    'call 1001 in answered, ring 4 talk 15 hold 2 call 41: answered rang completed withCli hasDdi transferredIn transferredOut',
    'leg 1001 in transferred, ring 4 talk 15 hold 2 call 21: answered rang completed withCli hasDdi transferredOut',
    'leg 1002 in lost, ring 20 talk 0 hold 0 call 20: rang completed withCli hasDdi recoverable transferredIn',
  ],
  'blind-transfer-recalled': [
    'call 1001 in answered, ring 4 talk 35 hold 2 call 76: answered rang completed withCli hasDdi transferredIn transferredOut',
    'leg 1001 in transferred, ring 4 talk 15 hold 2 call 21: answered rang completed withCli hasDdi transferredOut',
    'leg 1002 in diverted, ring 30 talk 0 hold 0 call 30: rang completed withCli hasDdi transferredIn',
    'leg 1001 in answered, ring 5 talk 20 hold 0 call 25: answered rang completed withCli hasDdi',
  ],
  'announced-transfer-at-ringing': [
    'call 1001 in answered, ring 4 talk 45 hold 6 call 64: answered rang completed withCli hasDdi transferredIn transferredOut',
    'leg 1001 in transferred, ring 4 talk 15 hold 6 call 25: answered rang completed withCli hasDdi transferredOut',
    'leg 1002 in answered, ring 9 talk 30 hold 0 call 39: answered rang completed withCli hasDdi transferredIn',
  ],
  'announced-transfer-completed': [
    'call 1001 in answered, ring 4 talk 55 hold 20 call 87: answered rang completed withCli hasDdi transferredIn transferredOut',
    'leg 1001 in transferred, ring 4 talk 15 hold 20 call 39: answered rang completed withCli hasDdi transferredOut',
    'leg 1002 in answered, ring 8 talk 40 hold 0 call 48: answered rang completed withCli hasDdi transferredIn',
  ],
  'transfer-into-a-group': [
    'call 1001 in answered, ring 4 talk 45 hold 2 call 66: answered rang completed withCli hasDdi transferredIn transferredOut',
    'leg 1001 in transferred, ring 4 talk 15 hold 2 call 21: answered rang completed withCli hasDdi transferredOut',
    'leg 1002 in answered, ring 15 talk 30 hold 0 call 45: answered rang completed withCli hasDdi transferredIn',
    'visit 2000 in answered, ring 15 talk 30 hold 0 call 45: answered rang completed withCli hasDdi transferredIn',
  ],
  'transfer-between-agents': [
    'call 1001 in answered, ring 4 talk 45 hold 2 call 59: answered rang completed withCli hasDdi transferredIn transferredOut',
    'leg 1001 in transferred, ring 4 talk 15 hold 2 call 21: answered rang completed withCli hasDdi transferredOut',
    'leg 1002 in answered, ring 8 talk 30 hold 0 call 38: answered rang completed withCli hasDdi transferredIn',
    'visit 2000 in answered, ring 4 talk 15 hold 2 call 21: answered rang completed withCli hasDdi transferredOut',
  ],
  'retrieved-elsewhere-is-a-transfer': [
    'call 1001 in answered, ring 4 talk 35 hold 10 call 49: answered rang completed withCli hasDdi transferredIn transferredOut',
    'leg 1001 in transferred, ring 4 talk 15 hold 10 call 29: answered rang completed withCli hasDdi transferredOut',
    'leg 1002 in answered, ring 0 talk 20 hold 0 call 20: answered completed withCli hasDdi transferredIn',
  ],
  'announcement-in-front-of-a-queue': [
    'call 1001 in answered, ring 15 talk 30 hold 0 call 45: answered rang completed withCli hasDdi',
    'leg 2501 in diverted, ring 0 talk 0 hold 0 call 0: completed withCli hasDdi',
    'leg 1001 in answered, ring 15 talk 30 hold 0 call 45: answered rang completed withCli hasDdi',
    'visit 2000 in answered, ring 15 talk 30 hold 0 call 45: answered rang completed withCli hasDdi',
  ],
  'voicemail-answers': [
    'call 2500 in answered, ring 20 talk 30 hold 0 call 50: answered rang completed withCli hasDdi',
    'leg 1001 in diverted, ring 20 talk 0 hold 0 call 20: rang completed withCli hasDdi',
    'leg 2500 in answered, ring 0 talk 30 hold 0 call 30: answered completed withCli hasDdi',
  ],
  'ring-all-one-answers': [
    'call 1002 in answered, ring 5 talk 30 hold 0 call 35: answered rang completed withCli hasDdi',
    'leg 1001 in refused, ring 5.1 talk 0 hold 0 call 5.1: rang completed withCli hasDdi',
    'leg 1002 in answered, ring 5 talk 30 hold 0 call 35: answered rang completed withCli hasDdi',
    'leg 1003 in refused, ring 5.1 talk 0 hold 0 call 5.1: rang completed withCli hasDdi',
    'visit 2000 in answered, ring 5 talk 30 hold 0 call 35: answered rang completed withCli hasDdi',
  ],
  'ring-all-all-lost': [
    'call 1001 in lost, ring 30 talk 0 hold 0 call 30: rang completed withCli hasDdi recoverable',
    'leg 1001 in refused, ring 30 talk 0 hold 0 call 30: rang completed withCli hasDdi',
    'leg 1003 in refused, ring 30 talk 0 hold 0 call 30: rang completed withCli hasDdi',
    'leg 1002 in lost, ring 30 talk 0 hold 0 call 30: rang completed withCli hasDdi recoverable',
    'visit 2000 in lost, ring 30 talk 0 hold 0 call 30: rang completed withCli hasDdi recoverable',
  ],
  'pickup-of-a-ring-all-call': [
    'call 1010 in answered, ring 5 talk 30 hold 0 call 35: answered rang completed withCli hasDdi',
    'leg 1001 in refused, ring 5 talk 0 hold 0 call 5: rang completed withCli hasDdi',
    'leg 1002 in refused, ring 5.1 talk 0 hold 0 call 5.1: rang completed withCli hasDdi',
    'leg 1010 in answered, ring 0 talk 30 hold 0 call 30: answered completed withCli hasDdi',
    'visit 2000 in refused, ring 5.1 talk 0 hold 0 call 5.1: rang completed withCli hasDdi',
  ],
  'linear-advance-no-answer': [
    'call 1002 in answered, ring 15 talk 30 hold 0 call 45: answered rang completed withCli hasDdi',
    'leg 1001 in diverted, ring 10 talk 0 hold 0 call 10: rang completed withCli hasDdi',
    'leg 1002 in answered, ring 5 talk 30 hold 0 call 35: answered rang completed withCli hasDdi',
    'visit 2000 in answered, ring 15 talk 30 hold 0 call 45: answered rang completed withCli hasDdi',
  ],
  'next-device-rings-after-two-seconds': [
    'call 1002 in answered, ring 15 talk 30 hold 0 call 42: answered rang completed withCli hasDdi',
    'leg 1001 in diverted, ring 10 talk 0 hold 0 call 10: rang completed withCli hasDdi',
    'leg 1002 in answered, ring 2 talk 30 hold 0 call 32: answered rang completed withCli hasDdi',
    'visit 2000 in answered, ring 15 talk 30 hold 0 call 42: answered rang completed withCli hasDdi',
  ],
  'lost-at-a-group-after-two-phones': [
    'call 1001 in lost, ring 40 talk 0 hold 0 call 40: rang completed withCli hasDdi recoverable',
    'leg 1001 in diverted, ring 20 talk 0 hold 0 call 20: rang completed withCli hasDdi',
    'leg 1002 in diverted, ring 10 talk 0 hold 0 call 10: rang completed withCli hasDdi',
    'leg 2000 in lost, ring 10 talk 0 hold 0 call 10: rang completed withCli hasDdi recoverable',
    'visit 2000 in lost, ring 40 talk 0 hold 0 call 40: rang completed withCli hasDdi recoverable',
  ],
  'overflow-to-another-group': [
    'call 1003 in answered, ring 45 talk 30 hold 0 call 75: answered rang completed withCli hasDdi overflowedIn overflowedOut',
    'leg 2000 in overflowed, ring 30 talk 0 hold 0 call 30: rang completed withCli hasDdi overflowedOut',
    'leg 1003 in answered, ring 15 talk 30 hold 0 call 45: answered rang completed withCli hasDdi overflowedIn',
    'visit 2000 in overflowed, ring 30 talk 0 hold 0 call 30: rang completed withCli hasDdi overflowedOut',
    'visit 2001 in answered, ring 15 talk 30 hold 0 call 45: answered rang completed withCli hasDdi overflowedIn',
  ],
  'overflow-of-each-ringing-phone': [
    'call 1003 in answered, ring 40 talk 30 hold 0 call 70: answered rang completed withCli hasDdi overflowedIn overflowedOut',
    'leg 1001 in overflowed, ring 30 talk 0 hold 0 call 30: rang completed withCli hasDdi overflowedOut',
    'leg 1002 in overflowed, ring 30 talk 0 hold 0 call 30: rang completed withCli hasDdi overflowedOut',
    'leg 1003 in answered, ring 10 talk 30 hold 0 call 40: answered rang completed withCli hasDdi overflowedIn',
    'visit 2000 in overflowed, ring 30 talk 0 hold 0 call 30: rang completed withCli hasDdi overflowedOut',
    'visit 2001 in answered, ring 10 talk 30 hold 0 call 40: answered rang completed withCli hasDdi overflowedIn',
  ],
  'recall-out-of-a-group-is-overflowed': [
    'call 1001 in answered, ring 4 talk 35 hold 2 call 76: answered rang completed withCli hasDdi transferredIn transferredOut overflowedIn overflowedOut',
    'leg 1001 in transferred, ring 4 talk 15 hold 2 call 21: answered rang completed withCli hasDdi transferredOut',
    'leg 2000 in overflowed, ring 30 talk 0 hold 0 call 30: rang completed withCli hasDdi transferredIn overflowedOut',
    'leg 1001 in answered, ring 5 talk 20 hold 0 call 25: answered rang completed withCli hasDdi overflowedIn',
    'visit 2000 in overflowed, ring 30 talk 0 hold 0 call 30: rang completed withCli hasDdi transferredIn overflowedOut',
  ],
  'timers-reset-once-per-call': [
    'call 1003 in answered, ring 35 talk 30 hold 0 call 75: answered rang completed withCli hasDdi overflowedIn overflowedOut',
    'leg 1010 in diverted, ring 10 talk 0 hold 0 call 10: rang completed withCli hasDdi',
    'leg 2000 in overflowed, ring 20 talk 0 hold 0 call 20: rang completed withCli hasDdi overflowedOut',
    'leg 1003 in answered, ring 15 talk 30 hold 0 call 45: answered rang completed withCli hasDdi overflowedIn',
    'visit 2000 in overflowed, ring 20 talk 0 hold 0 call 20: rang completed withCli hasDdi overflowedOut',
    'visit 2001 in answered, ring 15 talk 30 hold 0 call 45: answered rang completed withCli hasDdi overflowedIn',
  ],
  'timers-reset-each-time': [
    'call 1003 in answered, ring 15 talk 30 hold 0 call 75: answered rang completed withCli hasDdi overflowedIn overflowedOut',
    'leg 1010 in diverted, ring 10 talk 0 hold 0 call 10: rang completed withCli hasDdi',
    'leg 2000 in overflowed, ring 20 talk 0 hold 0 call 20: rang completed withCli hasDdi overflowedOut',
    'leg 1003 in answered, ring 15 talk 30 hold 0 call 45: answered rang completed withCli hasDdi overflowedIn',
    'visit 2000 in overflowed, ring 20 talk 0 hold 0 call 20: rang completed withCli hasDdi overflowedOut',
    'visit 2001 in answered, ring 15 talk 30 hold 0 call 45: answered rang completed withCli hasDdi overflowedIn',
  ],
  'member-own-forward-leaves-the-group': [
    'call 1010 in answered, ring 15 talk 30 hold 0 call 45: answered rang completed withCli hasDdi',
    'leg 1001 in diverted, ring 10 talk 0 hold 0 call 10: rang completed withCli hasDdi',
    'leg 1010 in answered, ring 5 talk 30 hold 0 call 35: answered rang completed withCli hasDdi',
    'visit 2000 in diverted, ring 10 talk 0 hold 0 call 10: rang completed withCli hasDdi',
  ],
  'busy-device-is-refused': [
    'call 1002 both unanswered, ring 5 talk 0 hold 0 call 5: rang completed',
    'leg 1002 in refused, ring 5 talk 0 hold 0 call 5: rang completed',
    'originator 1001 out unanswered, ring 5 talk 0 hold 0 call 5: rang completed',
  ],
  'internal-answered': [
    'call 1002 both answered, ring 5 talk 30 hold 0 call 35: answered rang completed',
    'leg 1002 in answered, ring 5 talk 30 hold 0 call 35: answered rang completed',
    'originator 1001 out answered, ring 5 talk 30 hold 0 call 35: answered rang completed',
  ],
  'internal-unanswered': [
    'call 1002 both unanswered, ring 15 talk 0 hold 0 call 15: rang completed',
    'leg 1002 in refused, ring 15 talk 0 hold 0 call 15: rang completed',
    'originator 1001 out unanswered, ring 15 talk 0 hold 0 call 15: rang completed',
  ],
  'internal-call-transferred': [
    'call 1002 both answered, ring 5 talk 50 hold 2 call 65: answered rang completed transferredIn transferredOut',
    'leg 1002 in transferred, ring 5 talk 20 hold 2 call 27: answered rang completed transferredOut',
    'leg 1003 in answered, ring 8 talk 30 hold 0 call 38: answered rang completed transferredIn',
    'originator 1001 out answered, ring 5 talk 50 hold 2 call 65: answered rang completed',
  ],
  'internal-call-queued-at-a-group': [
    'call 1003 both answered, ring 15 talk 30 hold 0 call 45: answered rang completed',
    'leg 1003 in answered, ring 15 talk 30 hold 0 call 45: answered rang completed',
    'originator 1001 out answered, ring 15 talk 30 hold 0 call 45: answered rang completed',
    'visit 2001 in answered, ring 15 talk 30 hold 0 call 45: answered rang completed',
  ],
  'internal-failed-invalid-number': [
    'call 1001 both failed, ring 0 talk 0 hold 0 call 0:',
    'leg 1001 out failed, ring 0 talk 0 hold 0 call 0:',
  ],
  'vendor-transferred': [
    'call 101 both answered, ring 5 talk 79 hold 6 call 99: answered rang completed transferredIn transferredOut',
    'leg 101 in answered, ring 5 talk 49 hold 6 call 60: answered rang completed',
    'leg 102 in answered, ring 9 talk 30 hold 0 call 39: answered rang completed transferredIn',
    'originator 100 out answered, ring 5 talk 79 hold 6 call 99: answered rang completed transferredOut',
  ],
  'outbound-answered': [
    'call 1001 out answered, ring 12 talk 30 hold 0 call 42: answered rang completed',
    'leg 1001 out answered, ring 12 talk 30 hold 0 call 42: answered rang completed',
  ],
  'outbound-unanswered': [
    'call 1001 out unanswered, ring 20 talk 0 hold 0 call 20: rang completed',
    'leg 1001 out unanswered, ring 20 talk 0 hold 0 call 20: rang completed',
  ],
  'outbound-failed-invalid-number': [
    'call 1001 out failed, ring 0 talk 0 hold 0 call 0:',
    'leg 1001 out failed, ring 0 talk 0 hold 0 call 0:',
  ],
  'outbound-transferred-to-a-colleague': [
    'call 1001 out answered, ring 12 talk 45 hold 2 call 67: answered rang completed transferredIn transferredOut',
    'leg 1001 out transferred, ring 12 talk 15 hold 2 call 29: answered rang completed transferredOut',
    'leg 1002 out answered, ring 8 talk 30 hold 0 call 38: answered rang completed transferredIn',
  ],
  'trunk-to-trunk': [
    'call 1001 in answered, ring 4 talk 53 hold 20 call 87: answered rang completed withCli hasDdi transferredIn transferredOut trunkToTrunk',
    'trunk 94102 out answered, ring 10 talk 38 hold 0 call 48: answered rang completed trunkToTrunk',
    'leg 1001 in transferred, ring 4 talk 15 hold 20 call 39: answered rang completed withCli hasDdi transferredOut',
    'leg 1001 out answered, ring 10 talk 38 hold 0 call 48: answered rang completed transferredIn trunkToTrunk',
  ],
  'forwarded-to-an-outside-number': [
    'call  in answered, ring 25 talk 40 hold 0 call 65: answered rang completed withCli hasDdi trunkToTrunk',
    'trunk 94102 out answered, ring 10 talk 40 hold 0 call 50: answered rang completed trunkToTrunk',
    'leg 1001 in diverted, ring 15 talk 0 hold 0 call 15: rang completed withCli hasDdi',
    'leg  out answered, ring 10 talk 40 hold 0 call 50: answered rang completed trunkToTrunk',
  ],
  'conference-of-three': [
    'call 1001 in answered, ring 4 talk 85 hold 20 call 117: answered rang completed withCli hasDdi conference',
    'leg 1001 in answered, ring 4 talk 55 hold 20 call 79: answered rang completed withCli hasDdi conference',
    'leg 1002 in answered, ring 8 talk 30 hold 0 call 38: answered rang completed withCli hasDdi conference',
  ],
  'dee-rings-two-phones': [
    'call 1002 in answered, ring 5 talk 30 hold 0 call 35: answered rang completed withCli hasDdi',
    'leg 1001 in refused, ring 5.1 talk 0 hold 0 call 5.1: rang completed withCli hasDdi',
    'leg 1002 in answered, ring 5 talk 30 hold 0 call 35: answered rang completed withCli hasDdi',
  ],
  'dee-unanswered': [
    'call 1001 in lost, ring 20 talk 0 hold 0 call 20: rang completed withCli hasDdi recoverable',
    'leg 1001 in refused, ring 20 talk 0 hold 0 call 20: rang completed withCli hasDdi',
    'leg 1002 in lost, ring 20 talk 0 hold 0 call 20: rang completed withCli hasDdi recoverable',
  ],
  'in-progress-at-the-end': [
    'call 1001 in inProgress, ring 5 talk - hold - call -: answered rang withCli hasDdi',
    'leg 1001 in inProgress, ring 5 talk - hold - call -: answered rang withCli hasDdi',
    'call 1002 in inProgress, ring - talk - hold - call -: withCli hasDdi',
    'leg 1002 in inProgress, ring - talk - hold - call -: withCli hasDdi',
  ],
  'resync-without-the-call': [
    'call 1001 in answered, ring 5 talk 20 hold 10 call 35: answered rang completed withCli hasDdi inferredEnd',
    'leg 1001 in answered, ring 5 talk 20 hold 10 call 35: answered rang completed withCli hasDdi inferredEnd',
    'call 1002 in answered, ring 5 talk 30 hold 0 call 35: answered rang completed withCli hasDdi',
    'leg 1002 in answered, ring 5 talk 30 hold 0 call 35: answered rang completed withCli hasDdi',
  ],
  'contact-found-by-number': [
    'call 1001 in answered, ring 5 talk 30 hold 0 call 35: answered rang completed matched withCli hasDdi',
    'leg 1001 in answered, ring 5 talk 30 hold 0 call 35: answered rang completed matched withCli hasDdi',
  ],
};

describe('facts of the traces', () => {
  test.each(Object.entries(expected))('%s', (name, lines) => {
    expect(traceCalls(name).flatMap(({ call, segments }) => deriveFacts(call, segments).map(factLine))).toEqual(lines);
  });
});
