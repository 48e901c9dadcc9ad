import { describe, expect, it } from 'vitest';
import type { SequenceNo } from '../../domain/ids.ts';
import { foldEvents, initialEngineState } from './fold-events.ts';
import { finalRowsOf } from './testing/final-rows.ts';
import { nine, siteWith } from './testing/play.ts';
import { type Script, script } from './testing/script.ts';

const site = siteWith();
const lost = { lostFrom: 2 as SequenceNo, lostTo: 9 as SequenceNo };
const s = (at: number | null): number | null => (at === null ? null : (at - nine) / 1000);
const rows = (events: Script) => finalRowsOf(foldEvents(initialEngineState(site.id), events.events, site).emitted);
const statuses = (events: Script) =>
  [...rows(events).status].sort((a, b) => a.at - b.at || (a.statusId < b.statusId ? -1 : 1)).map((r) => [r.kind, r.status, s(r.at)]);

const agent = (
  events: Script,
  seconds: number,
  state: 'loggedOn' | 'loggedOff' | 'ready' | 'notReady' | 'wrapUp',
  huntGroup: string | null = null,
) => events.add(seconds, 'agentState', { agent: '5001', extension: '1001', state, huntGroup });
const call = (events: Script, from: number, to: number, id: string) =>
  events
    .inbound(from, id)
    .rings(from + 1, '1001', '2000', id)
    .answers(from + 2, '1001', id)
    .clears(to, '94101', id);

describe('status of an agent (rule set 1 §5)', () => {
  it('is wrap when WNR comes within 500 ms of the clear, free at the clear when it does not', () => {
    const within = agent(call(agent(script(), 0, 'loggedOn', '2000'), 1, 10, 'A'), 10.5, 'wrapUp').tick(60);
    expect(statuses(within)).toEqual([
      ['acd', 'loggedOn', 0],
      ['acd', 'busy', 3],
      ['acd', 'wrap', 10.5],
    ]);
    const later = agent(call(agent(script(), 0, 'loggedOn', '2000'), 1, 10, 'A'), 10.501, 'wrapUp').tick(60);
    expect(statuses(later).slice(2)).toEqual([
      ['acd', 'free', 10],
      ['acd', 'wrap', 10.501],
    ]);
  });

  it('is wrap from the clear on when NRY came during the call, until RY', () => {
    const events = agent(script(), 0, 'loggedOn', '2000').inbound(1).rings(2, '1001', '2000').answers(3, '1001');
    agent(events, 6, 'notReady').clears(10, '94101').tick(12);
    agent(events, 30, 'ready').tick(60);
    expect(statuses(events).slice(1)).toEqual([
      ['acd', 'busy', 3],
      ['acd', 'wrap', 10],
      ['acd', 'free', 30],
    ]);
  });

  it('stays logged on when a resync does not name it: no source says that a resync lists all agents', () => {
    const events = agent(script(), 0, 'loggedOn', '2000').add(5, 'linkState', { state: 'resyncBegin', resync: '7' });
    events.add(6, 'linkState', { state: 'resyncEnd', resync: '7' }).tick(20);
    expect(statuses(events)).toEqual([['acd', 'loggedOn', 0]]);
  });

  it('moves with the agent to another phone: what counts from then on are the calls there', () => {
    const at = (events: Script, seconds: number, extension: string) =>
      events.add(seconds, 'agentState', { agent: '5001', extension, state: 'loggedOn', huntGroup: '2000' });
    const away = at(at(script(), 0, '1001').inbound(1).rings(2, '1001').answers(3, '1001'), 10, '1002')
      .clears(20, '94101')
      .tick(30);
    expect(statuses(away).slice(1)).toEqual([
      ['acd', 'busy', 3],
      ['acd', 'free', 10],
    ]);
    const into = at(at(script(), 0, '1001').inbound(1).rings(2, '1002').answers(3, '1002'), 10, '1002')
      .clears(20, '94101')
      .tick(30);
    expect(statuses(into).slice(1)).toEqual([
      ['acd', 'busy', 10],
      ['acd', 'free', 20],
    ]);
  });

  it('gives no second row for what a resync tells again', () => {
    const events = agent(script(), 0, 'loggedOn', '2000').add(5, 'linkState', { state: 'resyncBegin', resync: '7' });
    events.add(5.1, 'agentState', { agent: '5001', extension: '1001', state: 'loggedOn', huntGroup: '2000', resync: '7' });
    events.add(5.2, 'agentState', { agent: '5001', extension: '1001', state: 'ready', resync: '7' });
    events.add(6, 'linkState', { state: 'resyncEnd', resync: '7' });
    expect(statuses(events)).toEqual([['acd', 'loggedOn', 0]]);
  });

  it('two groups are a row each, and only the last log-off takes the agent off duty', () => {
    const events = agent(agent(script(), 0, 'loggedOn', '2000'), 1, 'loggedOn', '2001');
    agent(events, 5, 'loggedOff', '2000');
    call(events, 10, 20, 'A').tick(22);
    agent(events, 30, 'loggedOff', '2001');
    expect(
      rows(events)
        .status.map((r) => [r.status, r.huntGroup])
        .sort(),
    ).toEqual([
      ['busy', null],
      ['free', null],
      ['loggedOn', '2000'],
      ['loggedOn', '2001'],
      ['loggedOut', '2000'],
      ['loggedOut', '2001'],
    ]);
  });
});

describe('do not disturb (rule set 1 §1)', () => {
  it('has the number of its message when the PBX has listed it', () => {
    const events = script()
      .add(0, 'directoryChanged', { complete: true, dndMessages: [{ number: 3, text: 'BREAK' }] })
      .add(1, 'dnd', { device: '1001', message: 'BREAK', text: 'BACK AT 5' })
      .add(2, 'dnd', { device: '1001', message: 'LUNCH' })
      .add(3, 'dnd', { device: '1001', message: '' });
    expect(
      rows(events)
        .status.map((r) => [r.status, s(r.at), r.dndNumber, r.dndMessage, r.dndText])
        .sort(),
    ).toEqual([
      ['dndOff', 3, null, null, null],
      ['dndOn', 1, 3, 'BREAK', 'BACK AT 5'],
      ['dndOn', 2, null, 'LUNCH', null],
    ]);
  });
});

describe('gaps', () => {
  it('of the link runs from its loss to the end of the resync that follows', () => {
    const events = script()
      .add(0, 'linkState', { state: 'up' })
      .add(10, 'linkState', { state: 'lost', detail: 'reset' })
      .add(20, 'linkState', { state: 'startingUp' })
      .add(22, 'linkState', { state: 'resyncBegin', resync: '9' })
      .add(25, 'linkState', { state: 'resyncEnd', resync: '9' })
      .add(26, 'linkState', { state: 'up' });
    expect(rows(events).gaps.map((g) => [g.cause, s(g.startedAt), s(g.endedAt)])).toEqual([['linkDown', 10, 25]]);
  });

  it('of a node runs to the end of the resync after it is back', () => {
    const events = script()
      .add(10, 'nodeLink', { affectedNode: '2', state: 'down', reason: '1' })
      .add(20, 'nodeLink', { affectedNode: '2', state: 'up' })
      .add(22, 'linkState', { state: 'resyncBegin', resync: '9' })
      .add(25, 'linkState', { state: 'resyncEnd', resync: '9' });
    expect(rows(events).gaps.map((g) => [g.cause, g.node, s(g.startedAt), s(g.endedAt)])).toEqual([['nodeDown', '2', 10, 25]]);
  });

  it('of lost numbers lies between the last event before and the declaration', () => {
    const events = script()
      .inbound(5)
      .add(60, 'linkState', { state: 'numbersLost', ...lost, detail: 'disk full' });
    expect(rows(events).gaps.map((g) => [g.cause, s(g.startedAt), s(g.endedAt)])).toEqual([['numbersLost', 5, 60]]);
  });
});
