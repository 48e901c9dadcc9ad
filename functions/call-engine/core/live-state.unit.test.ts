import { describe, expect, it } from 'vitest';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { foldEvents, initialEngineState } from './fold-events.ts';
import { eventsOfSteps, harbour, nine, play, type Step } from './testing/play.ts';

const offered: Step = [0, 'OR,,10,1F01,94101,02079460123,E,01134960456,,C,22'];
const queued: Step = [1, 'QU,,20,1F01,2000,94101,|SMITH|,02079460123,|Sales|,01134960456,E,2000,,2,,Q,23'];
const rings: Step = [11, 'DE,,101,1F01,1001,,I,94101,|SMITH|,02079460123,|Sales|,01134960456,E,2000,,,A,22,2000'];
const answered: Step = [15, 'ES,,101,1F01,1001,,I,94101,02079460123,01134960456,E,2000,,C,35'];
const held: Step = [20, 'HE,,101,1F01,1001,H,42'];

const only = <T>(record: Readonly<Record<string, T>>): T | undefined => Object.values(record)[0];

describe('a live call', () => {
  it.each<[string, readonly Step[], string, number]>([
    ['before anything rings', [offered], 'dialling', 0],
    ['in the queue', [offered, queued], 'queued', 1],
    ['ringing, since the queue it was taken from', [offered, queued, rings], 'ringing', 1],
    ['talking', [offered, queued, rings, answered], 'connected', 15],
    ['on hold', [offered, queued, rings, answered, held], 'held', 20],
    ['talking again', [offered, queued, rings, answered, held, [30, 'RE,,101,1F01,1001,C,42,,02079460123,94101,E']], 'connected', 15],
    [
      'outgoing before the answer',
      [
        [0, 'OR,,101,2F01,1001,,I,902079460123,,C,22'],
        [3, 'NT,,101,2F01,94101,902079460123,C,22'],
      ],
      'dialling',
      3,
    ],
    [
      'to a busy phone',
      [
        [0, 'OR,,101,2F01,1001,,I,1002,,C,22'],
        [1, 'FA,,102,2F01,1002,1002,F,3'],
      ],
      'failed',
      1,
    ],
  ])('%s', (_name, steps, state, seconds) => {
    const call = only(play(steps).live.calls);
    expect(call?.state).toBe(state);
    expect(((call?.since ?? 0) - nine) / 1000).toBe(seconds);
  });

  it('tells its place in the queue and what is known of the caller', () => {
    expect(only(play([offered, queued]).live.calls)).toEqual({
      key: 'harbour-1-1F01-mm8y7c00',
      callType: 'external',
      direction: 'in',
      state: 'queued',
      startedAt: nine + 1000,
      since: nine + 1000,
      waitingSince: nine + 1000,
      answeredAt: null,
      extension: null,
      extensionName: null,
      agent: null,
      agentName: null,
      callingExtension: null,
      callingExtensionName: null,
      huntGroup: '2000',
      huntGroupName: 'Sales',
      position: 2,
      trunk: '94101',
      trunkName: 'Line 1',
      outsideNumber: '02079460123',
      contactName: null,
      ddi: '01134960456',
      dnis: 'Sales',
      segmentCount: 1,
      unconfirmed: false,
      pbxCallId: '1F01',
      node: '1',
    });
  });

  it('moves up in the queue with each report, and has no place once it rings', () => {
    const at = (seconds: number, place: number): Step => [
      seconds,
      `QU,,20,1F01,2000,94101,|SMITH|,02079460123,|Sales|,01134960456,E,2000,,${place},,Q,23`,
    ];
    const places = [[offered], [offered, queued], [offered, queued, at(4, 1)], [offered, queued, at(4, 1), rings]];
    expect(places.map((steps) => only(play(steps).live.calls)?.position)).toEqual([null, 2, 1, null]);
  });

  it('is gone when it ends', () => {
    expect(play([offered, queued, [9, 'XC,,20,1F01,94101,94101,N,36']]).live.calls).toEqual({});
  });
});

describe('live devices', () => {
  it('follow a call: ringing, busy, held, idle since it left', () => {
    const at = (steps: readonly Step[]) => {
      const phone = play(steps).live.extensions['1001'];
      return [phone?.state, ((phone?.since ?? 0) - nine) / 1000, phone?.call];
    };
    const id = 'harbour-1-1F01-mm8y7c00';
    expect(at([offered])).toEqual(['idle', 0, null]);
    expect(at([offered, queued, rings])).toEqual(['ringing', 1, id]);
    expect(at([offered, queued, rings, answered])).toEqual(['busy', 15, id]);
    expect(at([offered, queued, rings, answered, held])).toEqual(['held', 20, id]);
    expect(at([offered, queued, rings, answered, [40, 'XC,,101,1F01,1001,94101,N,36']])).toEqual(['idle', 40, null]);
  });

  it('a line is busy with its call and idle after it', () => {
    const line = (steps: readonly Step[]) => play(steps).live.trunks['94101'];
    expect(line([offered])).toEqual({ key: '94101', name: 'Line 1', state: 'busy', since: nine, call: 'harbour-1-1F01-mm8y7c00' });
    expect(line([offered, queued, [9, 'XC,,20,1F01,94101,94101,N,36']])).toEqual({
      key: '94101',
      name: 'Line 1',
      state: 'idle',
      since: nine + 9000,
      call: null,
    });
  });

  it('a queue counts who waits, rings, talks and could answer', () => {
    const logOn: Step = [0, 'LN,,101,1001,5001,|Ann A|,2000'];
    const queue = (steps: readonly Step[]) => play([logOn, ...steps]).live.queues['2000'];
    const still = {
      key: '2000',
      name: 'Sales',
      waiting: 0,
      longestWaitSince: null,
      ringing: 0,
      connected: 0,
      agentsLoggedOn: 1,
      agentsFree: 1,
    };
    expect(queue([])).toEqual(still);
    expect(queue([offered, queued])).toEqual({ ...still, waiting: 1, longestWaitSince: nine + 1000 });
    expect(queue([offered, queued, rings])).toEqual({ ...still, ringing: 1, agentsFree: 0 });
    expect(queue([offered, queued, rings, answered])).toEqual({ ...still, connected: 1, agentsFree: 0 });
  });
});

describe('what is told', () => {
  const fold = (steps: readonly Step[], config = harbour) =>
    foldEvents(initialEngineState('harbour'), eventsOfSteps(steps, config), siteConfigSchema.parse(config));

  it('a fold that changes nothing on boards tells nothing', () => {
    const { state } = fold([offered, queued]);
    const [copy] = eventsOfSteps([
      offered,
      queued,
      [1.5, { kind: 'information', code: 'FE', device: '1001', callId: null, fields: {} }],
    ]).slice(2);
    const next = foldEvents(state, copy === undefined ? [] : [copy], siteConfigSchema.parse(harbour));
    expect(next.emitted.filter((one) => one.type === 'live')).toEqual([]);
  });

  it('a device taken out of the configuration goes from boards', () => {
    const { state } = fold([offered]);
    const smaller = siteConfigSchema.parse({ ...harbour, devices: harbour.devices.filter((device) => device.number !== '1003') });
    const [, tick] = eventsOfSteps([offered, [1, { kind: 'tick' }]]);
    const { emitted } = foldEvents(state, tick === undefined ? [] : [tick], smaller);
    const live = emitted.find((one) => one.type === 'live');
    expect(live?.delta.extensions?.gone).toEqual(['1003']);
    expect(live?.delta.extensions?.set?.map((phone) => phone.key)).toEqual(['1001', '1002', '1004']);
  });
});
