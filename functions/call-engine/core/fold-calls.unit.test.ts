import { describe, expect, it } from 'vitest';
import type { SiteConfig } from '../../domain/site-config.ts';
import { foldEvents, initialEngineState } from './fold-events.ts';
import { type FinalRows, finalRowsOf } from './testing/final-rows.ts';
import { nine, siteWith } from './testing/play.ts';
import { type Script, script } from './testing/script.ts';

const rowsOf = (events: Script, site: SiteConfig = siteWith()): FinalRows =>
  finalRowsOf(foldEvents(initialEngineState(site.id), events.events, site).emitted);

/** Seconds after the start of the script. */
const s = (at: number | null): number | null => (at === null ? null : (at - nine) / 1000);

const brief = (rows: FinalRows) =>
  rows.segments.map((row) => [
    row.pbxCallId,
    row.segmentNo,
    row.extension ?? row.huntGroup,
    row.outcome,
    s(row.startedAt),
    s(row.answeredAt),
    s(row.endedAt),
  ]);

const internal = (seconds: number, from: string, to: string, callId: string): Script =>
  script().add(seconds, 'originated', { callId, device: from, callingType: 'internal', dialled: to, cause: 22 });

describe('which segments exist (rule set 1 §3)', () => {
  it('2: of a ring-all group the one that answers is answered, the rest refused, cleared or not', () => {
    const events = script()
      .inbound(0)
      .rings(1, '1001', '2000')
      .rings(1, '1002', '2000')
      .rings(1, '1003', '2000')
      .answers(5, '1002')
      .clears(5.1, '1001')
      .clears(20, '94101');
    expect(brief(rowsOf(events))).toEqual([
      ['1F01', 1, '1001', 'refused', 1, null, 5.1],
      ['1F01', 2, '1002', 'answered', 1, 5, 20],
      ['1F01', 3, '1003', 'refused', 1, null, 20],
    ]);
  });

  it('2: a call whose end was never told is not the consultation of a later transfer between the same phones', () => {
    const events = internal(0, '1001', '1002', '1F90')
      .rings(1, '1002', null, '1F90')
      .answers(2, '1002', '1F90')
      .inbound(1000)
      .rings(1001, '1001')
      .answers(1005, '1001')
      .add(1010, 'held', { device: '1001', cause: 38 })
      .add(1011, 'originated', { callId: '1F91', device: '1001', callingType: 'internal', dialled: '1002', cause: 22 })
      .rings(1011, '1002', null, '1F91')
      .answers(1015, '1002', '1F91')
      .add(1020, 'transferred', { device: '1001', announcementCallId: '1F91', destination: '1002', transferredDevice: '94101', cause: 32 })
      .add(1020, 'transferred', { device: '1001', announcementCallId: null, destination: '1002', transferredDevice: '94101', cause: 32 })
      .clears(1060, '1002');
    expect(brief(rowsOf(events))).toEqual([
      ['1F01', 1, '1001', 'transferred', 1001, 1005, 1020],
      ['1F01', 2, '1002', 'answered', 1011, 1015, 1060],
      ['1F90', 1, '1002', 'inProgress', 1, 2, null],
    ]);
  });

  it('5: a busy line that nobody configured is no device that refuses: only the call at its originator fails', () => {
    const line = '95101';
    const events = script()
      .add(0, 'originated', { device: '1001', callingType: 'internal', dialled: '907700900605', cause: 22 })
      .add(0, 'originated', { device: '1001', trunk: line, cause: 22 })
      .add(3, 'failed', { device: line, calledNumber: '07700900605', cause: 3 })
      .clears(8, '1001');
    expect(brief(rowsOf(events))).toEqual([['1F01', 1, '1001', 'failed', 0, null, 8]]);
  });

  it('3: an announcement that leaves by its own clear leaves the caller waiting', () => {
    const events = script()
      .inbound(0)
      .rings(1, '2501')
      .answers(2, '2501')
      .clears(10, '2501')
      .add(11, 'queued', { device: '2000', position: 1, cause: 23 })
      .rings(20, '1001', '2000')
      .answers(25, '1001')
      .clears(40, '94101');
    const rows = rowsOf(events);
    expect(brief(rows)).toEqual([
      ['1F01', 1, '2501', 'refused', 1, null, 10],
      ['1F01', 2, '1001', 'answered', 11, 25, 40],
    ]);
    expect(rows.calls.map((c) => [c.outcome, c.ringMs, c.segmentCount])).toEqual([['answered', 14_000, 2]]);
  });

  it('4: a phone that declines leaves an inbound caller waiting for the next one', () => {
    const events = script().inbound(0).rings(1, '1001').clears(5, '1001').rings(7, '1002').answers(9, '1002').clears(12, '94101');
    expect(brief(rowsOf(events))).toEqual([
      ['1F01', 1, '1001', 'refused', 1, null, 5],
      ['1F01', 2, '1002', 'answered', 7, 9, 12],
    ]);
  });

  it('6: busy at a device nobody has configured is a refused stay there, whichever copy comes first', () => {
    for (const connection of ['connected', 'failed'] as const) {
      const events = internal(0, '1001', '7777', 'A')
        .add(1, 'failed', { callId: 'A', device: '7777', calledNumber: '7777', connection, cause: 3 })
        .clears(4, '1001', 'A');
      const rows = rowsOf(events);
      expect(brief(rows), connection).toEqual([['A', 1, '7777', 'refused', 1, null, 4]]);
      expect(rows.calls[0]?.outcome).toBe('unanswered');
    }
  });

  it('6: busy at a device, then ringing elsewhere: the stay at the first ends there, refused', () => {
    const events = script()
      .inbound(0)
      .add(1, 'failed', { device: '1001', calledNumber: '1001', connection: 'failed', cause: 3 })
      .rings(3, '2500')
      .answers(4, '2500')
      .clears(9, '94101');
    expect(brief(rowsOf(events))).toEqual([
      ['1F01', 1, '1001', 'refused', 1, null, 3],
      ['1F01', 2, '2500', 'answered', 3, 4, 9],
    ]);
  });

  it('7: the calling party of an internal call holds, another phone retrieves: its hold of the other side ends', () => {
    const events = internal(0, '1001', '1002', 'A')
      .rings(1, '1002', null, 'A')
      .answers(2, '1002', 'A')
      .add(10, 'held', { callId: 'A', device: '1001', cause: 37 })
      .add(15, 'retrieved', { callId: 'A', device: '1003', cause: 35 })
      .clears(25, '1002', 'A');
    const rows = rowsOf(events);
    expect(rows.segments.map((r) => [r.extension, r.talkMs, r.holdMs, r.transferredFrom])).toEqual([
      ['1002', 18_000, 5_000, null],
      ['1003', 10_000, 0, '1001'],
    ]);
  });

  it('8: a call for an extension that is handed to a ring-all group is no call for one person any more', () => {
    const de = (events: Script, seconds: number, device: string, more: object): Script =>
      events.add(seconds, 'ringing', { device, deviceType: 'internal', cause: 22, ...more });
    const events = script().inbound(0);
    de(events, 1, '1001', { originallyCalled: '1001' }).answers(2, '1001');
    events.add(9, 'transferred', { device: '1001', transferredDevice: '94101', destination: '2000', connection: 'null', cause: 32 });
    de(events, 9, '1002', { originallyCalled: '2000', huntGroup: '2000' });
    de(events, 9, '1003', { originallyCalled: '2000', huntGroup: '2000' }).answers(12, '1003').clears(20, '94101');
    expect(rowsOf(events).segments.map((r) => [r.extension, r.huntGroup, r.dee])).toEqual([
      ['1001', null, false],
      ['1002', '2000', false],
      ['1003', '2000', false],
    ]);
  });

  it('8: two phones of one person that ring at once are DEE, one that took over from another is not', () => {
    const de = (events: Script, seconds: number, device: string, more: object): Script =>
      events.add(seconds, 'ringing', { device, deviceType: 'internal', cause: 22, originallyCalled: '1001', ...more });
    const both = script().inbound(0);
    de(de(both, 1, '1001', {}), 1, '1002', {})
      .answers(4, '1002')
      .clears(9, '94101');
    expect(rowsOf(both).segments.map((r) => [r.extension, r.huntGroup, r.dee])).toEqual([
      ['1001', 'DEE', true],
      ['1002', 'DEE', true],
    ]);
    const onward = script().inbound(0);
    de(de(onward, 1, '1001', {}), 9, '1002', { lastRedirection: '1001' })
      .answers(12, '1002')
      .clears(20, '94101');
    expect(rowsOf(onward).segments.map((r) => r.dee)).toEqual([false, false]);
  });

  it('9: in a conference of internal calls the held call goes on, whichever copy comes first', () => {
    const members = [
      { device: '1001', callId: 'F' },
      { device: '1002', callId: 'A' },
      { device: '1003', callId: 'B' },
    ];
    const copies = [
      { device: '1001', callId: 'A', primaryCallId: 'A', secondaryCallId: 'B' },
      { device: '1002', callId: 'A', primaryCallId: 'A' },
      { device: '1003', callId: 'B', primaryCallId: 'B' },
    ];
    for (const order of [copies, [...copies].reverse()]) {
      const events = internal(0, '1001', '1002', 'A')
        .rings(1, '1002', null, 'A')
        .answers(2, '1002', 'A')
        .add(10, 'held', { callId: 'A', device: '1001', cause: 39 })
        .add(11, 'originated', { callId: 'B', device: '1001', callingType: 'internal', dialled: '1003', cause: 22 })
        .rings(12, '1003', null, 'B')
        .answers(15, '1003', 'B');
      for (const copy of order) events.add(20, 'conferenced', { ...copy, controller: '1001', members, cause: 41 });
      // The controller leaves the legs it had; the members stay until their own clear.
      events.clears(20.1, '1001', 'B').clears(30, '1003', 'B').clears(40, '1002', 'A');
      const rows = rowsOf(events);
      expect(brief(rows)).toEqual([
        ['A', 1, '1002', 'answered', 1, 2, 40],
        [expect.any(String), 2, '1003', 'answered', 12, 15, 30],
      ]);
      expect(rows.calls.map((c) => [c.pbxCallId, c.conference, c.holdMs])).toEqual([['A', true, 10_000]]);
    }
  });
});

describe('identity (rule set 1 §2)', () => {
  const consultation = (): Script =>
    script()
      .inbound(0, 'A')
      .rings(1, '1001', null, 'A')
      .answers(3, '1001', 'A')
      .add(10, 'held', { callId: 'A', device: '1001', cause: 38 })
      .add(11, 'originated', { callId: 'B', device: '1001', callingType: 'internal', dialled: '1002', cause: 22 })
      .rings(12, '1002', null, 'B')
      .answers(15, '1002', 'B')
      .add(20, 'transferred', {
        callId: 'A',
        device: '1001',
        transferredDevice: '94101',
        announcementCallId: 'B',
        destination: '1002',
        connection: 'null',
        cause: 32,
      });

  it('the id of a consultation that was transferred begins a new call when it starts again, by SI too', () => {
    const events = consultation()
      .clears(20, '1001', 'B')
      .add(30, 'initiated', { callId: 'B', device: '1003', connection: 'initiated', cause: 22 })
      .add(31, 'originated', { callId: 'B', device: '1003', callingType: 'internal', dialled: '1004', cause: 22 })
      .rings(32, '1004', null, 'B')
      .answers(33, '1004', 'B')
      .clears(40, '1003', 'B')
      .clears(50, '94101', 'A');
    const rows = rowsOf(events);
    expect(rows.calls.map((c) => [c.pbxCallId, c.outcome, s(c.endedAt), c.segmentCount])).toEqual([
      ['A', 'answered', 50, 2],
      ['B', 'answered', 40, 1],
    ]);
  });

  it('the clear printed with the held id right after the transfer takes nobody out of the call', () => {
    const events = consultation()
      .add(20, 'partyCleared', { callId: 'B', device: '1001', terminatingDevice: '1001' })
      .add(20, 'partyCleared', { callId: 'A', device: '1002', terminatingDevice: '1001' })
      .clears(50, '94101', 'A');
    expect(brief(rowsOf(events)).map((row) => row.slice(2))).toEqual([
      ['1001', 'transferred', 1, 3, 20],
      ['1002', 'answered', 12, 15, 50],
    ]);
  });

  it('a call consulted outside and handed over is an outbound call with that line and number', () => {
    const events = internal(0, '1001', '1002', 'A')
      .rings(1, '1002', null, 'A')
      .answers(2, '1002', 'A')
      .add(5, 'held', { callId: 'A', device: '1002', cause: 38 })
      .add(6, 'originated', { callId: 'B', device: '1002', callingType: 'internal', dialled: '94101', cause: 22 })
      .add(7, 'originated', { callId: 'B', device: null, trunk: '94101', dialled: '02079460123', cause: 22 })
      .add(12, 'answered', {
        callId: 'B',
        device: '94101',
        deviceType: 'external',
        callingDevice: '1002',
        callingType: 'internal',
        cause: 35,
      })
      .add(15, 'transferred', {
        callId: 'A',
        device: '1002',
        transferredDevice: '1001',
        announcementCallId: 'B',
        destination: '94101',
        connection: 'null',
        cause: 32,
      })
      .clears(25, '1001', 'A');
    const rows = rowsOf(events);
    expect(rows.calls.map((c) => [c.callType, c.direction, c.trunk, c.outsideNumber, c.outcome, s(c.endedAt)])).toEqual([
      ['external', 'out', '94101', '02079460123', 'answered', 25],
    ]);
    expect(rows.segments.map((r) => [r.extension, r.outcome, r.direction, r.outsideNumber])).toEqual([
      ['1002', 'transferred', 'out', '02079460123'],
      ['1002', 'answered', 'out', '02079460123'],
    ]);
  });

  it('counts every damaged line, also two alike in one instant', () => {
    const events = script()
      .add(1, 'unrecognised', { raw: 'XC,,000101', reason: 'no call id' })
      .add(1, 'unrecognised', { raw: 'XC,,000101', reason: 'no call id' });
    expect(rowsOf(events).anomalies.map((a) => a.kind)).toEqual(['unrecognised', 'unrecognised']);
  });

  it('counts a clear of a call nobody knows, but not the last lines of one that just ended', () => {
    const events = script().inbound(0).rings(1, '1001').clears(5, '94101').clears(5.01, '1001').clears(60, '1002', 'X');
    expect(rowsOf(events).anomalies.map((a) => [a.kind, s(a.at)])).toEqual([['unknownCall', 60]]);
  });
});

describe('instants (rule set 1 §4)', () => {
  it('every phone that rings within 2 s of the divert starts at it', () => {
    const events = script()
      .inbound(0)
      .rings(1, '1001')
      .add(5, 'diverted', { device: '1001', newDestination: '2000', cause: 28 })
      .rings(5.2, '1002', '2000')
      .rings(5.3, '1003', '2000')
      .answers(8, '1003')
      .clears(8.1, '1002')
      .clears(20, '94101');
    expect(brief(rowsOf(events)).map((row) => row.slice(2, 5))).toEqual([
      ['1001', 'diverted', 1],
      ['1002', 'refused', 5],
      ['1003', 'answered', 5],
    ]);
  });

  it('a copy of the divert that comes after the next phone rings moves nothing', () => {
    const events = script()
      .inbound(0)
      .rings(1, '1001')
      .add(5, 'diverted', { device: '1001', newDestination: '1002', cause: 8 })
      .rings(5.1, '1002')
      .add(5.2, 'diverted', { device: '1001', newDestination: '1002', cause: 8 })
      .add(5.9, 'diverted', { device: '1002', newDestination: '1003', cause: 9 })
      .rings(6, '1003')
      .answers(8, '1003')
      .clears(20, '94101');
    expect(brief(rowsOf(events)).map((row) => row.slice(2))).toEqual([
      ['1001', 'diverted', 1, null, 5],
      ['1002', 'diverted', 5, null, 5.9],
      ['1003', 'answered', 5.9, 8, 20],
    ]);
  });
});

describe('attribution (rule set 1 §5)', () => {
  it.each([
    [30, '4711'],
    [20.5, '815'],
  ])('the code of a call is the last one entered on any of its segments: on the held one at %d s', (seconds, last) => {
    const code = { device: '1001', accountCode: '4711' };
    const events = script().inbound(0).rings(1, '1001').answers(5, '1001').add(20, 'held', { device: '1001' });
    if (seconds < 21) events.add(seconds, 'callInfo', code);
    events.add(21, 'originated', { callId: '1F02', device: '1001', callingType: 'internal', dialled: '1002', accountCode: '815' });
    events.rings(22, '1002', null, '1F02').answers(25, '1002', '1F02');
    if (seconds > 21) events.add(seconds, 'callInfo', code);
    events.add(40, 'transferred', { device: '1001', announcementCallId: '1F02', destination: '1002' }).clears(60, '94101');
    const rows = rowsOf(events);
    expect(rows.calls.map((row) => row.accountCode)).toEqual([last]);
    expect(rows.segments.map((row) => row.accountCode)).toEqual(['4711', '815']);
  });

  it('a contact of the directory wins over a speed dial with the same number (manual L16523)', () => {
    const numbers = ['02079460123'];
    const site = siteWith({ contacts: [{ name: 'Smith', numbers }], speedDials: [{ name: 'SD 7', numbers }] });
    const events = script().inbound(0).rings(1, '1001').answers(3, '1001').clears(9, '94101');
    expect(rowsOf(events, site).segments.map((r) => [r.contactName, r.speedDialName])).toEqual([['Smith', null]]);
  });

  it('the longest outbound prefix is removed, once', () => {
    const site = siteWith({ dialPlan: { outboundPrefixes: ['8', '8141'] } });
    const events = internal(0, '1001', '94101', 'A')
      .add(1, 'originated', { callId: 'A', device: null, trunk: '94101', dialled: '8141802079460123', cause: 22 })
      .clears(9, '1001', 'A');
    expect(rowsOf(events, site).segments.map((r) => [r.outsideNumber, r.outcome])).toEqual([['802079460123', 'unanswered']]);
  });
});
