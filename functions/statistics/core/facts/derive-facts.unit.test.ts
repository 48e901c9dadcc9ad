import { describe, expect, test } from 'vitest';
import { durationMs, type LogicalCallId } from '../../../domain/ids.ts';
import { deriveFacts } from './derive-facts.ts';
import { callRow, segmentRow } from './testing/build-rows.ts';
import { factLine } from './testing/fact-line.ts';
import { traceCalls } from './testing/trace-calls.ts';

const lines = (...args: Parameters<typeof deriveFacts>): readonly string[] => deriveFacts(...args).map(factLine);
const twin = { trunk: '94102', direction: 'out', outsideNumber: '07700900123', outsideE164: '+447700900123', ddi: null } as const;

describe('personal routers (rule set 1 §8.11)', () => {
  test('answered outside: the leg and its trunk count as outside legs; the call is answered', () => {
    const call = callRow({ from: 0, answer: 8, to: 38 }, { trunkToTrunk: true, trunk2: '94102' });
    const phone = segmentRow(1, { from: 0, to: 8 }, { extension: '1001', huntGroup: 'DEE', dee: true });
    const outside = segmentRow(2, { from: 2, answer: 8, to: 38 }, { ...twin, trunkToTrunk: true });
    expect(lines(call, [phone, outside])).toEqual([
      'call  in answered, ring 8 talk 30 hold 0 call 36: answered rang completed withCli hasDdi trunkToTrunk',
      'trunk 94102 out answered, ring 6 talk 30 hold 0 call 36: answered rang completed deeOutside trunkToTrunk',
      'leg 1001 in refused, ring 8 talk 0 hold 0 call 8: rang completed withCli hasDdi',
      'leg  out answered, ring 6 talk 30 hold 0 call 36: answered rang completed deeOutside trunkToTrunk',
    ]);
  });

  test('an outside leg is never lost, whatever was stored', () => {
    const call = callRow({ from: 0, to: 20 }, { trunk2: '94102' });
    const phone = segmentRow(1, { from: 0, to: 20 }, { extension: '1001', outcome: 'lost' });
    const outside = segmentRow(2, { from: 2, to: 20 }, { ...twin, dee: true, huntGroup: 'DEE', outcome: 'lost' });
    expect(lines(call, [phone, outside])).toEqual([
      'call  in lost, ring 20 talk 0 hold 0 call 20: rang completed withCli hasDdi recoverable',
      'trunk 94102 out unanswered, ring 18 talk 0 hold 0 call 18: rang completed deeOutside',
      'leg 1001 in lost, ring 20 talk 0 hold 0 call 20: rang completed withCli hasDdi recoverable',
      'leg DEE out unanswered, ring 18 talk 0 hold 0 call 18: rang completed deeOutside',
    ]);
  });

  test('a transfer to the outside after an answer is none', () => {
    const call = callRow({ from: 0, answer: 5, to: 60 }, { trunkToTrunk: true, trunk2: '94102' });
    const phone = segmentRow(1, { from: 0, answer: 5, to: 30 }, { extension: '1001', outcome: 'transferred' });
    const outside = segmentRow(2, { from: 20, answer: 30, to: 60 }, twin);
    expect(deriveFacts(call, [phone, outside]).map((fact) => fact.deeOutside)).toEqual([false, false, false, false]);
  });

  test('a colleague calls the personal router, the outside leg not marked: the one that the group did not ring', () => {
    const call = callRow({ from: 0, answer: 8, to: 38 }, { direction: 'out', ddi: null });
    const phone = segmentRow(1, { from: 0, to: 8 }, { direction: 'out', extension: '1001', huntGroup: '2100' });
    const outside = segmentRow(2, { from: 1, answer: 8, to: 38 }, { direction: 'out', extension: '1003' });
    expect(deriveFacts(call, [phone, outside]).map((fact) => [fact.grain, fact.deeOutside])).toEqual([
      ['call', false],
      ['leg', false],
      ['leg', true],
      ['visit', false],
    ]);
  });

  test('a colleague calls the personal router: only the leg at no device of ours is outside', () => {
    const call = callRow({ from: 0, answer: 8, to: 38 }, { direction: 'out', ddi: null });
    const phone = segmentRow(1, { from: 0, to: 8 }, { direction: 'out', extension: '1001', huntGroup: 'DEE', dee: true });
    const outside = segmentRow(2, { from: 0, answer: 8, to: 38 }, { direction: 'out', huntGroup: 'DEE', dee: true });
    expect(deriveFacts(call, [phone, outside]).map((fact) => [fact.grain, fact.deeOutside])).toEqual([
      ['call', false],
      ['leg', false],
      ['leg', true],
    ]);
  });
});

describe('trunks (rule set 1 §8.4)', () => {
  test('a further trunk without a segment counts once more, its times unknown', () => {
    const call = callRow(
      { from: 0, answer: 4, to: 34 },
      { conference: true, trunk2: '94102', trunk2Name: 'Line 2', outsideNumber2: '02890180001', outsideE1642: '+442890180001' },
    );
    const [, trunk] = deriveFacts(call, [segmentRow(1, { from: 0, answer: 4, to: 34 }, { extension: '1001' })]);
    expect(trunk).toMatchObject({ grain: 'trunk', trunk: '94102', trunkName: 'Line 2', telephoneKey: '+442890180001', side: 'in' });
    expect(trunk).toMatchObject({ ringMs: null, talkMs: null, holdMs: null, callMs: null, answered: true, withCli: false, ddi: null });
  });

  test('two legs on one further trunk are one row: ring to the first answer, talk added up', () => {
    const call = callRow({ from: 0, answer: 4, to: 100 }, { trunk2: '94102' });
    const facts = deriveFacts(call, [
      segmentRow(1, { from: 0, answer: 4, to: 90 }, { extension: '1001' }),
      segmentRow(2, { from: 20, to: 30 }, { ...twin, outcome: 'unanswered' }),
      segmentRow(3, { from: 40, answer: 50, to: 100 }, twin),
    ]);
    // 10 s of the first attempt and 10 s of the second; between them the call was with 1001.
    expect(facts.filter(({ grain }) => grain === 'trunk').map(factLine)).toEqual([
      'trunk 94102 out answered, ring 20 talk 50 hold 0 call 70: answered rang completed',
    ]);
  });

  test('a failed call that had seized a trunk is completed (§8.9)', () => {
    const failed = { direction: 'out', outcome: 'failed', ringMs: durationMs(0), ddi: null } as const;
    const span = { from: 0, to: 9 };
    expect(lines(callRow(span, failed), [segmentRow(1, span, failed)])).toEqual([
      'call  out failed, ring 0 talk 0 hold 0 call 0: completed',
      'leg  out failed, ring 0 talk 0 hold 0 call 0: completed',
    ]);
  });
});

describe('visits (rule set 1 §8.3)', () => {
  test('back to a group after a talk elsewhere: it is asked once more, a visit of its own', () => {
    const call = callRow({ from: 0, answer: 20, to: 400 });
    const facts = deriveFacts(call, [
      segmentRow(1, { from: 0, to: 10 }, { huntGroup: '2000', outcome: 'overflowed' }),
      segmentRow(
        2,
        { from: 10, answer: 20, to: 300 },
        { extension: '1003', huntGroup: '2001', overflowedFrom: '2000', outcome: 'transferred' },
      ),
      segmentRow(3, { from: 300, answer: 315, to: 400 }, { extension: '1001', huntGroup: '2000', transferredFrom: '1003' }),
    ]);
    expect(facts.filter(({ grain }) => grain === 'visit').map(factLine)).toEqual([
      'visit 2000 in overflowed, ring 10 talk 0 hold 0 call 10: rang completed withCli hasDdi overflowedOut',
      'visit 2001 in answered, ring 10 talk 280 hold 0 call 290: answered rang completed withCli hasDdi transferredOut overflowedIn',
      'visit 2000 in answered, ring 15 talk 85 hold 0 call 100: answered rang completed withCli hasDdi transferredIn',
    ]);
  });

  test('still ringing: counted, nothing final; over in one group, running in the next', () => {
    const call = callRow({ from: 0 });
    const facts = deriveFacts(call, [
      segmentRow(1, { from: 0, to: 30 }, { huntGroup: '2000', outcome: 'overflowed' }),
      segmentRow(2, { from: 30 }, { huntGroup: '2001', overflowedFrom: '2000' }),
    ]);
    expect(facts.map(factLine)).toEqual([
      'call  in inProgress, ring - talk - hold - call -: rang withCli hasDdi overflowedIn overflowedOut',
      'leg 2000 in overflowed, ring 30 talk 0 hold 0 call 30: rang completed withCli hasDdi overflowedOut',
      'leg 2001 in inProgress, ring - talk - hold - call -: withCli hasDdi overflowedIn',
      'visit 2000 in overflowed, ring 30 talk 0 hold 0 call 30: rang completed withCli hasDdi overflowedOut',
      'visit 2001 in inProgress, ring - talk - hold - call -: withCli hasDdi overflowedIn',
    ]);
  });
});

describe('keys and texts', () => {
  test('telephone: E.164, else raw digits, else withheld; an internal row stands under who called', () => {
    const key = (more: Parameters<typeof callRow>[1]) => deriveFacts(callRow({ from: 0, to: 9 }, more), [])[0]?.telephoneKey;
    expect(key({})).toBe('+442079460123');
    expect(key({ outsideE164: null })).toBe('02079460123');
    expect(key({ outsideE164: null, outsideNumber: null })).toBeNull();
    expect(key({ callType: 'internal', callingExtension: '1002', outsideE164: null, outsideNumber: null })).toBe('1002');
  });

  test('a caller id has three digits or more', () => {
    const withCli = (outsideNumber: string | null) => deriveFacts(callRow({ from: 0, to: 9 }, { outsideNumber }), [])[0]?.withCli;
    expect([withCli('12'), withCli('123'), withCli('+1 2'), withCli(null)]).toEqual([false, true, false, false]);
  });

  test('a speed dial is no contact', () => {
    const [fact] = deriveFacts(callRow({ from: 0, to: 9 }, { speedDialName: 'Depot' }), []);
    expect([fact?.matched, fact?.telephoneName]).toEqual([false, 'Depot']);
  });

  test('an account code of a visit is the last one entered in it, of the call the last of all', () => {
    const facts = deriveFacts(callRow({ from: 0, answer: 5, to: 60 }, { accountCode: '9' }), [
      segmentRow(1, { from: 0, answer: 5, to: 20 }, { huntGroup: '2000', accountCode: '7', outcome: 'transferred' }),
      segmentRow(2, { from: 20, answer: 25, to: 40 }, { huntGroup: '2000', accountCode: '8', outcome: 'transferred' }),
      segmentRow(3, { from: 40, answer: 45, to: 60 }, { accountCode: '9' }),
    ]);
    expect(facts.map(({ grain, accountCode }) => [grain, accountCode])).toEqual([
      ['call', '9'],
      ['leg', '7'],
      ['leg', '8'],
      ['leg', '9'],
      ['visit', '8'],
    ]);
  });

  test('user and agent of an internal call count for the originator too', () => {
    const [{ call, segments } = { call: callRow({ from: 0 }), segments: [] }] = traceCalls('internal-answered');
    const originator = deriveFacts(call, segments).find(({ grain }) => grain === 'originator');
    expect(originator).toMatchObject({ extension: '1001', userId: 'u-ann', userName: 'Ann A', side: 'out', answered: true });
  });
});

describe('odd input', () => {
  test('a call without segments: what its row says', () => {
    expect(lines(callRow({ from: 0, answer: 5, to: 35 }), [])).toEqual([
      'call  in answered, ring 5 talk 30 hold 0 call 35: answered rang completed withCli hasDdi',
    ]);
  });

  test('an internal call that nobody is known to have made has no originator', () => {
    expect(lines(callRow({ from: 0, answer: 5, to: 35 }, { callType: 'internal' }), [])).toEqual([
      'call  both answered, ring 5 talk 30 hold 0 call 35: answered rang completed',
    ]);
  });

  test('segments of another call are ignored, of two versions the later one counts', () => {
    const call = callRow({ from: 0, answer: 5, to: 35 });
    const open = segmentRow(1, { from: 0 }, { extension: '1001' });
    const ended = segmentRow(1, { from: 0, answer: 5, to: 35 }, { extension: '1001' });
    const foreign = segmentRow(2, { from: 0, to: 9 }, { logicalCallId: 'harbour-1-1F02-mm8y7c00' as LogicalCallId });
    const expected = [
      'call  in answered, ring 5 talk 30 hold 0 call 35: answered rang completed withCli hasDdi',
      'leg 1001 in answered, ring 5 talk 30 hold 0 call 35: answered rang completed withCli hasDdi',
    ];
    expect(lines(call, [open, foreign, ended])).toEqual(expected);
    expect(lines(call, [ended, open, foreign])).toEqual(expected);
  });
});
