import { describe, expect, it } from 'vitest';
import { capturedStartUp } from './fixtures/vendor-lines.ts';
import { createOaiTranslator, type OaiTranslator } from './translator.ts';

const kinds = (translator: OaiTranslator, at: number, rx: string): string[] =>
  translator.line(at, rx).map(({ event }) => (event.kind === 'linkState' ? event.state : event.kind));

const call = (seq: string, device: string, id = '5'): string => `${seq},OR,,000001,${id},${device},,I,101,,C,22`;

describe('translator', () => {
  it('takes a captured start-up through a gateway', () => {
    const translator = createOaiTranslator({ devices: [] });
    const events = capturedStartUp.flatMap((line, i) => translator.line(1000 + i, line));
    expect(events.map(({ event }) => event.kind)).toEqual(['linkState', 'directoryChanged', 'linkState', 'agentState']);
    expect(events[0]?.event).toMatchObject({ state: 'startingUp', resync: null, detail: 'protocol V10.10, software V4.0.3.91', node: '1' });
    expect(events[1]?.event).toMatchObject({
      complete: false,
      devices: [{ number: '1876', type: 'extension', name: 'Test', description: 'Test', pbxType: '0', members: [] }],
    });
    expect(events[2]?.event).toMatchObject({ state: 'up' });
    expect(events[3]?.event).toMatchObject({ monitored: '1014', agent: '5485', extension: '1014', huntGroup: '2004', at: 1006 });
    expect(translator.monitors.get('000228')).toBe('2:');
    expect(translator.counters).toMatchObject({ lines: 7, events: 4, confirmations: 4, sequenceGaps: 0, unrecognised: 0 });
    expect(translator.system).toMatchObject({ gateway: true, node: null, premium: 3, protocol: 'V10.10' });
  });

  it('node: from the configured device, from the lists, from RS, else 1', () => {
    const translator = createOaiTranslator({ devices: [{ number: '100', node: '7', type: 'extension' }] });
    const nodeOf = (rx: string): string | undefined => translator.line(1, rx)[0]?.event.node;
    expect(nodeOf(call('001', '200'))).toBe('1');
    translator.line(1, '000,RS,0,16:02,030702,V07.00,V07.000,3,3,1,1,0');
    translator.line(1, '001,RD,0,');
    translator.line(1, call('002', '999', 'x'));
    expect(nodeOf(call('003', '200', '6'))).toBe('3');
    expect(nodeOf(call('004', '100', '7'))).toBe('7');
    translator.sent(1, '_QX,5,2:,1,103,2,50');
    translator.line(1, '005,CF,_QX,5,0,1,103,1,1,200,|Ann|,|Ann B|,0');
    translator.line(1, call('006', '999', 'y'));
    expect(nodeOf(call('007', '200', '8'))).toBe('2');
  });

  it('behind a gateway a call keeps the node it began on', () => {
    const translator = createOaiTranslator({
      devices: [
        { number: '100', node: '1', type: 'extension' },
        { number: '200', node: '2', type: 'extension' },
        { number: '201', node: '2', type: 'extension' },
      ],
    });
    const nodes = (...lines: string[]): (string | undefined)[] => lines.map((rx, i) => translator.line(i * 10, rx)[0]?.event.node);
    expect(
      nodes(
        '001,OR,,1,5,100,,I,200,,C,22',
        '002,DE,,2,5,200,,I,100,,,,,I,200,,,A,22,',
        '003,ES,,2,5,200,,I,100,,,I,200,,C,35',
        // The same id at the same time on the other node.
        '004,OR,,3,5,201,,I,200,,C,22',
        '005,HE,,1,5,100,H,42',
        '006,XC,,3,5,201,201,N,36',
        '007,XC,,1,5,100,100,N,36',
        '008,XC,,2,5,200,100,N,36',
      ),
    ).toEqual(['1', '1', '1', '2', '1', '2', '1', '1']);
  });

  it('brackets a resync with begin and end, a refused one not at all', () => {
    const translator = createOaiTranslator({ devices: [] });
    translator.sent(1, '_RR,245,100');
    expect(translator.line(1, '003,CF,_RR,245,0,100')).toMatchObject([
      { event: { kind: 'linkState', state: 'resyncBegin', resync: '245', scope: '100' } },
    ]);
    expect(translator.line(2, '004,HE,245,000001,222,100,H,39')).toMatchObject([{ event: { kind: 'held', resync: '245' } }]);
    expect(translator.line(3, '005,RD,245,100')).toMatchObject([{ event: { state: 'resyncEnd', resync: '245', scope: '100' } }]);
    expect(kinds(translator, 4, '006,CF,_RR,974,14,100')).toEqual([]);
    expect(kinds(translator, 4, '007,RD,974,')).toEqual(['information']);
    expect(translator.line(5, '008,CF,_RR,541,0,2:')).toMatchObject([{ event: { state: 'resyncBegin', scope: '2:', node: '2' } }]);
    expect(translator.line(5, '009,RD,541,2:')).toMatchObject([{ event: { state: 'resyncEnd', scope: '2:', node: '2' } }]);
  });

  it('knows the old resync and the one that comes with a monitor', () => {
    const translator = createOaiTranslator({ devices: [] });
    translator.sent(1, 'RR,1000');
    expect(translator.line(1, '000,RS,1,22:25,012494,V02.10,V03.1,3,1,1,1')).toMatchObject([
      { event: { state: 'resyncBegin', resync: '1', scope: '1000' } },
    ]);
    expect(kinds(translator, 1, '001,DND,1,000001,1000,,')).toEqual(['dnd']);
    expect(kinds(translator, 1, '002,RD,1,1000')).toEqual(['resyncEnd']);
    translator.sent(2, '_MS,1,1000,5\r');
    expect(translator.line(2, '003,CF,_MS,1,0,1,017')).toMatchObject([{ event: { state: 'resyncBegin', resync: '1', scope: '1000' } }]);
    expect(translator.monitors.get('017')).toBe('1000');
  });

  it('forgets monitors and copies at a power-up', () => {
    const translator = createOaiTranslator({ devices: [] });
    translator.line(1, '001,CF,_MS,1,0,1,000001,100');
    expect(translator.line(1, call('002', '100'))).toMatchObject([{ event: { monitored: '100' } }]);
    translator.line(2, '000,RS,0,16:02,030702,V07.00,V07.000,3,1,1,1,0');
    expect(kinds(translator, 2, call('001', '100'))).toEqual(['up', 'originated']);
    expect(translator.monitors.size).toBe(0);
  });

  it('counts jumps of the line number', () => {
    const translator = createOaiTranslator({ devices: [] });
    for (const seq of ['998', '999', '000', '001', '003', '0004']) translator.line(1, `${seq},CF,_NO,1,0`);
    expect(translator.counters.sequenceGaps).toBe(1);
  });

  it('ticks 600 ms after the last event of a burst', () => {
    const translator = createOaiTranslator({ devices: [] });
    expect(translator.tickDueAt()).toBeNull();
    translator.line(1000, call('001', '100'));
    translator.line(1200, call('002', '101', '6'));
    translator.line(1500, '003,CF,_NO,1,0');
    expect(translator.tickDueAt()).toBe(1800);
    expect(translator.tick(1800)).toEqual({ copyOfIndex: null, event: { kind: 'tick', v: 1, at: 1800, node: '1', resync: null } });
    expect(translator.tickDueAt()).toBeNull();
  });

  it('gives every event the next index', () => {
    const translator = createOaiTranslator({ devices: [] });
    translator.line(1000, call('001', '100'));
    translator.tick(1100);
    translator.line(1200, '002,NT,,1,5,97061,,C,22');
    expect(translator.line(1300, '003,NT,,2,5,97061,96,A,22')).toMatchObject([{ copyOfIndex: 2 }]);
    expect(translator.counters).toMatchObject({ events: 4, copiesPassed: 1, copiesDropped: 0 });
  });
});

describe('directory', () => {
  const listed = (): OaiTranslator => {
    const translator = createOaiTranslator({ devices: [], linkStates: 'session' });
    const answers: [string, ...string[]][] = [
      ['_QX,1,,1,103,2,2', 'CF,_QX,1,0,1,103,0,2,100,|John D.|,|Doe, John|,0,101,||,|Lobby|,38', 'CF,_QX,1,0,1,103,1,1,2500,|VM|,||,12'],
      ['_QX,2,,2,3,2,50', 'CF,_QX,2,0,2,3,1,1,94202,|Trunk 94202|,|94202|'],
      ['_QX,3,,3,7,2,50', 'CF,_QX,3,0,3,7,1,1,2000,|Sales|,|Sales group|,2'],
      ['_QX,4,,17,1,2,50', 'CF,_QX,4,0,17,1,1,1,5485,|Bob|'],
      ['_QX,5,,10,1,2,50', 'CF,_QX,5,0,10,1,1,2,1,|OUT TO LUNCH|,2,|BREAK|'],
      ['_QH,6,2000', 'CF,_QH,6,0,1,5485,100,1,5486,,0'],
      ['_QI,7,94300', 'CF,_QI,7,0,94300,8,0,|DID|,|Trunk B|,2'],
    ];
    for (const [tx, ...rx] of answers) {
      translator.sent(1, tx);
      for (const line of rx) expect(translator.line(1, `001,${line}`)).toEqual([]);
    }
    return translator;
  };

  it('gathers lists, members and single devices', () => {
    expect(listed().publishDirectory(5).event).toMatchObject({
      kind: 'directoryChanged',
      complete: true,
      devices: [
        { number: '100', type: 'extension', name: 'John D.', description: 'Doe, John', pbxType: '0', groupType: null, node: null },
        { number: '101', type: 'extension', name: 'Lobby', pbxType: '38' },
        { number: '2500', type: 'application', pbxType: '12' },
        { number: '94202', type: 'trunk', name: 'Trunk 94202', pbxType: null },
        { number: '2000', type: 'huntGroup', groupType: '2', members: ['5485', '5486'] },
        { number: '5485', type: 'agent', name: 'Bob' },
        { number: '94300', type: 'trunk', name: 'Trunk B', description: 'DID', pbxType: '8' },
      ],
      dndMessages: [
        { number: 1, text: 'OUT TO LUNCH' },
        { number: 2, text: 'BREAK' },
      ],
      removed: [],
    });
  });

  it('tells afterwards only what changed and what is gone', () => {
    const translator = listed();
    translator.publishDirectory(5);
    translator.sent(6, '_QX,9,,1,103,2,50');
    expect(translator.line(6, '002,CF,_QX,9,0,1,103,1,2,100,|John D.|,|Doe, John|,0,101,|Desk|,|Lobby|,38')).toMatchObject([
      { event: { complete: false, devices: [{ number: '101', name: 'Desk' }], removed: ['2500'] } },
    ]);
    translator.sent(7, '_QX,10,,1,103,2,50');
    expect(translator.line(7, '003,CF,_QX,10,0,1,103,1,2,100,|John D.|,|Doe, John|,0,101,|Desk|,|Lobby|,38')).toEqual([]);
  });

  it('reads the old list command, and refuses a page whose count does not fit', () => {
    const translator = createOaiTranslator({ devices: [], linkStates: 'session' });
    translator.sent(1, '_QL,8,,1,1');
    translator.line(1, '001,CF,_QL,8,1,0,1,2,100,|John D.|,|Doe, John|,101,|Sally S.|,|Smith, Sally|');
    expect(translator.directory.devices()).toMatchObject([
      { number: '100', name: 'John D.', description: 'Doe, John' },
      { number: '101', name: 'Sally S.' },
    ]);
    translator.line(1, '003,CF,_QX,45,0,2,1,2,8,94202,|Trunk 94202|,|94202|,2,94301,|DID Trunk 94301|,|94301|,0');
    expect(translator.counters.damagedPages).toBe(1);
  });
});
