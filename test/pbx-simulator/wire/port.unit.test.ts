import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPbx } from '../pbx/pbx.ts';
import { withSecondNode } from '../profiles/gateway.ts';
import { harbourProfile } from '../profiles/harbour.ts';
import { createLoadProfile } from '../profiles/load.ts';
import { createRandom } from '../random.ts';
import { createSmallPbx, smallProfile } from '../testing/small-pbx.ts';
import { createVirtualClock } from '../virtual-clock.ts';
import { createPort } from './port.ts';

afterEach(() => {
  vi.useRealTimers();
});

const bare = (port = {}) => createSmallPbx({ monitorAll: false, port });

describe('sequence number and time', () => {
  it('starts with RS in PBX local time (Europe/London) and wraps from 999 to 000', () => {
    const small = bare();
    expect(small.lines).toEqual(['000,RS,0,09:00,030226,V10.10,V4.0.3.91,3,1,0,3,1', '001,RD,0,']);
    for (let i = 1; i <= 998; i += 1) small.ask(`_NO,${i}`);
    expect(small.lines.at(-1)).toBe('999,CF,_NO,998,0');
    expect(small.ask('_NO,999')).toEqual(['000,CF,_NO,999,0']);
    expect(small.ask('_RP,1')).toEqual(['001,CF,_RP,1,0', '000,RS,0,09:00,030226,V10.10,V4.0.3.91,3,1,0,3,1', '001,RD,0,']);
  });
});

describe('command timer', () => {
  it('drops monitors and sends RS 0 after 4.5 minutes without a valid command', () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 9) });
    const pbx = createPbx({ profile: smallProfile, clock: createVirtualClock(Date.UTC(2026, 2, 2, 9)), random: createRandom(1) });
    const lines: string[] = [];
    const after = (ms: number, run: () => void) => {
      const handle = setTimeout(run, ms);
      return { cancel: () => clearTimeout(handle) };
    };
    const port = createPort({ pbx, send: (line) => lines.push(line), after });
    port.start();
    port.receive('_MS,1,,3\r');
    expect(port.monitorCount()).toBe(6);
    vi.advanceTimersByTime(269_000);
    port.receive('_NO,2\r');
    vi.advanceTimersByTime(269_000);
    port.receive('_WHAT,3\r');
    expect(port.monitorCount()).toBe(6);
    vi.advanceTimersByTime(1_000);
    expect(port.monitorCount()).toBe(0);
    expect(lines.slice(-2)).toEqual(['000,RS,0,09:00,030226,V10.10,V4.0.3.91,3,1,0,3,1', '001,RD,0,']);
    port.stop();
  });
});

describe('monitors', () => {
  it('confirms single, all-station, trunk and system monitors with the masks it grants', () => {
    const small = bare();
    expect(small.ask('_MS,1,101,1,A:C0,C:0,F:0')).toEqual(['002,CF,_MS,1,0,1,001,101,A:00C0,C:0000,F:0000']);
    expect(small.ask('_MS,2,,4,A:FFFF,C:FFFF,F:FFFF')).toEqual(['003,CF,_MS,2,0,3,002,97061,003,97062,004,94101,A:00FC,C:FFFE,F:1FFF']);
    expect(small.ask('_MS,3,,11,S:FFFF')).toEqual(['004,CF,_MS,3,0,1,005,1:,S:00FE']);
    expect(small.ask('_MS,4,5001,7')).toEqual(['005,CF,_MS,4,0,1,006,5001,A:00FC,C:FFFC,F:00F0']);
    expect(small.ask('_MS,5,999,1')).toEqual(['006,CF,_MS,5,9']);
    expect(small.ask('_MS,6,101,1,A:FFFF,C:FFFF,F:FFFF')).toEqual(['007,CF,_MS,6,0,1,001,101,A:00FC,C:FFFE,F:1FFF']);
    expect(small.ask('_QE,7,001')).toEqual(['008,CF,_QE,7,0,A:00FC,C:FFFE,F:1FFF']);
    expect(small.ask('_CE,8,1,C:FF')).toEqual(['009,CF,_CE,8,0,A:00FC,C:00FE,F:1FFF']);
    expect(small.ask('_MP,9,001')).toEqual(['010,CF,_MP,9,0']);
    expect(small.ask('_MP,10,001')).toEqual(['011,CF,_MP,10,12']);
    expect(small.ask('_MP,11')).toEqual(['012,CF,_MP,11,0']);
    expect(small.port.monitorCount()).toBe(0);
  });

  it('answers _MA in pages, the last one marked', () => {
    const small = bare({ monitorPage: 4 });
    expect(small.ask('_MA,1,,3')).toEqual([
      '002,CF,_MA,1,0,0,3,4,001,100,002,101,003,102,004,103,A:00FC,C:FFFC,F:00F0',
      '003,CF,_MA,1,0,1,3,2,005,1001,006,1002,A:00FC,C:FFFC,F:00F0',
    ]);
    expect(small.ask('_MA,2,,13')).toEqual(['004,CF,_MA,2,0,1,13,1,007,2000,A:00FC,C:FFFC,F:00F0']);
    expect(small.ask('_MA,3,,12')).toEqual(['005,CF,_MA,3,0,1,12,1,008,2001,A:00FC,C:FFFC,F:00F0']);
    expect(small.ask('_MS,4,,12')).toEqual(['006,CF,_MS,4,1']);
  });

  it('keeps filtered events back', () => {
    const small = bare();
    small.ask('_MS,1,1001,1,A:40,C:FFFF,F:0');
    const from = small.lines.length;
    small.pbx.logOn('5001', '1001');
    small.pbx.setDnd('1001', 1);
    small.pbx.logOff('5001');
    expect(small.lines.slice(from)).toEqual(['003,LN,,001,1001,5001,|Jones, Bob|,2000']);
  });

  it('ends the monitor of a renumbered extension', () => {
    const small = bare();
    small.ask('_MS,1,103,1');
    small.ask('_MS,2,,11,S:FFFF');
    const from = small.lines.length;
    small.pbx.changeExtension('103', '105');
    expect(small.lines.slice(from)).toEqual(['004,EC,,002,1,103,105,0', '005,ME,,001,36']);
    expect(small.ask('_MS,3,105,1')).toEqual(['006,CF,_MS,3,0,1,003,105,A:00FC,C:FFFC,F:00F0']);
  });
});

describe('lists', () => {
  it('gives the fields of the mask by rising bit, in pages of the size asked', () => {
    const small = bare();
    expect(small.ask('_QX,1,,10,1,1')).toEqual(['002,CF,_QX,1,0,10,1,1,2,1,|DO NOT DISTURB|,2,|OUT TO LUNCH|']);
    expect(small.ask('_QX,2,,1,3,2,4')).toEqual([
      '003,CF,_QX,2,0,1,3,0,4,100,|Station 100|,|Station 100|,101,|Station 101|,|Station 101|,102,|Station 102|,|Station 102|,103,|Station 103|,|Station 103|',
      '004,CF,_QX,2,0,1,3,1,2,1001,|Station 1001|,|Station 1001|,1002,|Station 1002|,|Station 1002|',
    ]);
    expect(small.ask('_QX,3,,3,C,1')).toEqual(['005,CF,_QX,3,0,3,C,1,2,2000,2,1,2001,0,2']);
    expect(small.ask('_QX,4,,17,FFFF,1')).toEqual(['006,CF,_QX,4,0,17,1,1,1,5001,|Jones, Bob|']);
    expect(small.ask('_QX,5,,99,1,1')).toEqual(['007,CF,_QX,5,31']);
    expect(small.ask('_QX,6,,7,3,1')).toEqual(['008,CF,_QX,6,0,7,3,1,0']);
  });

  it('answers the queries a client needs at start', () => {
    const small = bare();
    expect(small.ask('_QI,1,100')).toEqual(['002,CF,_QI,1,0,100,0,0,|Station 100|,|Station 100|,0,0,,0000,0000,,0,0,64,0,0,0123456789']);
    expect(small.ask('_QI,2,97061')).toEqual(['003,CF,_QI,2,0,97061,9,0,|Trunk 97061|,|Trunk 97061|,6']);
    expect(small.ask('_QH,3,2000')).toEqual(['004,CF,_QH,3,0,1,5001,,0']);
    expect(small.ask('_SA,4,1001,5001,1,')).toEqual(['005,CF,_SA,4,0']);
    expect(small.ask('_QH,5,2000')).toEqual(['006,CF,_QH,5,0,1,5001,1001,1']);
    expect(small.ask('_QH,6,2001')).toEqual(['007,CF,_QH,6,0,2,,101,4,,102,4']);
    expect(small.ask('_QA,7,1001')).toEqual(['008,CF,_QA,7,0,1,5001,2000,1']);
    expect(small.ask('_QN,8')).toEqual(['009,CF,_QN,8,0,1,1,|Node 1|']);
    expect(small.ask('_QL,9,,3,1')).toEqual(['010,CF,_QL,9,3,0,1,2,2000,|Sales|,|Sales|,2001,|Helpers|,|Helpers|']);
    expect(small.ask('_QT,10')).toEqual(['011,CF,_QT,10,0,0']);
    expect(small.ask('_XE,11,1')).toEqual(['012,CF,_XE,11,0,1']);
    expect(small.ask('_QN,12,100')).toEqual(['013,CF,_QN,12,0,1,1,|Node 1|']);
    expect(small.ask('_MS,13,100,1')).toEqual(['014,CF,_MS,13,0,1,001,1:100,A:00FC,C:FFFC,F:00F0']);
  });
});

describe('resync', () => {
  it('reports one device, then RD, and only afterwards what happened meanwhile', () => {
    const small = bare();
    small.ask('_MS,1,100,1,A:FFFF,C:FFFF,F:FFFF');
    const call = small.pbx.internalCall({ from: '100', to: '101' });
    expect(call?.id).toBe('1F01');
    const from = small.lines.length;
    small.port.receive('_RR,245,100\r');
    small.pbx.answer('101');
    small.port.receive('_NO,9\r');
    small.clock.runUntil(small.clock.now() + 1_000);
    expect(small.lines.slice(from)).toEqual([
      '005,CF,_RR,245,0,100',
      '006,DE,245,001,1F01,101,,I,100,,,,,I,101,,,C,22,',
      '007,DND,245,001,100,,',
      '008,FW,245,001,100,,,N',
      '009,FE,245,001,100,0000008',
      '010,RD,245,100',
      '011,ES,,001,1F01,101,,I,100,,,I,101,,C,35',
      '012,CF,_NO,9,0',
    ]);
  });

  it('refuses an unmonitored device (14), a device that is none (9), and a global one within the interval', () => {
    const small = bare({ resyncIntervalMs: 180_000 });
    expect(small.ask('_RR,1,100')).toEqual(['002,CF,_RR,1,14,100']);
    expect(small.ask('_RR,2,555')).toEqual(['003,CF,_RR,2,9,555']);
    small.port.receive('_RR,3,\r');
    small.clock.runUntil(small.clock.now() + 100);
    expect(small.lines.slice(-2)).toEqual(['004,CF,_RR,3,0', '005,RD,3,']);
    expect(small.ask('_RR,4')).toEqual(['006,CF,_RR,4,24']);
    small.clock.runUntil(small.clock.now() + 180_000);
    small.port.receive('_RR,5\r');
    small.clock.runUntil(small.clock.now() + 100);
    expect(small.lines.slice(-2)).toEqual(['007,CF,_RR,5,0', '008,RD,5,']);
  });

  it('old form: RS 1 restarts the sequence, states carry code 1', () => {
    const small = bare();
    small.ask('_MS,1,102,1,F:FFFF');
    small.pbx.setDnd('102', 2, 'UNTIL 1PM');
    const from = small.lines.length;
    small.port.receive('RR,102\r');
    small.clock.runUntil(small.clock.now() + 100);
    expect(small.lines.slice(from)).toEqual([
      '000,RS,1,09:00,030226,V10.10,V4.0.3.91,3,1,0,3,1',
      '001,DND,1,001,102,|OUT TO LUNCH|,|UNTIL 1PM|',
      '002,FW,1,001,102,,,N',
      '003,FE,1,001,102,000000C',
      '004,RD,1,102',
    ]);
  });

  it('power-up: RS 0, calls and monitors gone', () => {
    const small = bare();
    small.ask('_MS,1,,3');
    small.pbx.internalCall({ from: '100', to: '101' });
    const from = small.lines.length;
    small.pbx.powerUp();
    expect(small.lines.slice(from)).toEqual(['000,RS,0,09:00,030226,V10.10,V4.0.3.91,3,1,0,3,1', '001,RD,0,']);
    expect(small.port.monitorCount()).toBe(0);
    expect(small.pbx.calls.size).toBe(0);
  });
});

describe('commands that change state', () => {
  it('sets do-not-disturb and agent states and raises the events', () => {
    const small = bare();
    small.ask('_MS,1,1001,1,A:FFFF,F:FFFF');
    expect(small.ask('_SD,2,1001,1,2,|UNTIL 1PM|')).toEqual(['003,CF,_SD,2,0', '004,DND,,001,1001,|OUT TO LUNCH|,|UNTIL 1PM|']);
    expect(small.ask('_SD,3,1001,0')).toEqual(['005,CF,_SD,3,0', '006,DND,,001,1001,,']);
    expect(small.ask('_SA,4,1001,5001,1')).toEqual(['007,CF,_SA,4,0', '008,LN,,001,1001,5001,|Jones, Bob|,2000']);
    expect(small.ask('_SA,5,1001,5001,3')).toEqual(['009,CF,_SA,5,0', '010,NRY,,001,1001,5001']);
    expect(small.ask('_SA,6,1001,5001,2')).toEqual(['011,CF,_SA,6,0', '012,RY,,001,1001,5001']);
    expect(small.ask('_SA,7,1001,5001,5')).toEqual(['013,CF,_SA,7,0', '014,WNR,,001,1001,5001']);
    expect(small.ask('_SA,8,1001,5001,0')).toEqual(['015,CF,_SA,8,0', '016,LF,,001,1001,5001,|Jones, Bob|,2000']);
    expect(small.ask('_SA,9,1001,777,1')).toEqual(['017,CF,_SA,9,33']);
    expect(small.ask('_SD,10,1001,1,21')).toEqual(['018,CF,_SD,10,31']);
  });
});

describe('shapes', () => {
  it('CT gateway: node 0, six-digit cross-references, a system monitor a node, LS, duplicates on both nodes', () => {
    const small = createSmallPbx({ profile: withSecondNode(harbourProfile), monitorAll: false, port: { gateway: true } });
    expect(small.lines[0]).toBe('000,RS,0,09:00,030226,V10.10,V4.0.3.91,3,0,1,3,1');
    expect(small.ask('_NA,1,1')).toEqual(['002,CF,_NA,1,0,1']);
    const [stations = ''] = small.ask('_MS,2,,3,A:FFFF,C:FFFF,F:FFFF');
    expect(stations).toMatch(/^003,CF,_MS,2,0,0026,000001,1000,000002,1001,/);
    expect(stations.split(',').filter((f) => f === '1034')).toHaveLength(2);
    expect(small.ask('_MS,3,,11,S:FFFF')).toEqual(['004,CF,_MS,3,0,0002,000027,1:,000028,2:,S:00FE']);
    expect(small.ask('_NO,4')).toEqual(['005,CF,_NO,4,0,2,1,1,2,1']);
    small.pbx.setNodeLink('2', false);
    expect(small.lines.at(-1)).toBe('006,LS,,2,0,3');
    expect(small.ask('_NO,5')).toEqual(['007,CF,_NO,5,0,2,1,1,2,0']);
    small.pbx.setDnd('2:1034', 1);
    expect(small.lines).toHaveLength(8);
    small.pbx.setNodeLink('2', true);
    expect(small.lines.at(-1)).toBe('008,LS,,2,1,4');
    expect(small.ask('_QX,6,,2,1,1')[0]).toMatch(/^009,CF,_QX,6,0,2,1,1,0012,94101,/);
    expect(small.ask('_QX,7,2:,2,1,1')).toEqual(['010,CF,_QX,7,0,2,1,1,0002,95101,|Annexe line 1|,95102,|Annexe line 2|']);
  });

  it('20-token QU, and DE without its last field before V7', () => {
    const small = createSmallPbx({ port: { version: 'V06.00', queuedForm: 20 } });
    const lines = small.raised(() => {
      small.pbx.inboundCall({ trunk: '97061', ddi: '01632960000', cli: '07700900123' });
      small.pbx.inboundCall({ trunk: '97062', ddi: '8002225555', cli: '6025551212' });
    });
    expect(lines).toEqual([
      'OR,,97061,1F01,97061,07700900123,E,01632960000,,C,22',
      'QU,,2000,1F01,2000,,I,97061,,07700900123,|Sales|,01632960000,E,2000,,1,,Q,23',
      'QU,,97061,1F01,2000,,I,97061,,07700900123,|Sales|,01632960000,E,2000,,1,,C,23',
      'OR,,97062,1F02,97062,6025551212,E,8002225555,,C,22',
      'DE,,101,1F02,101,,I,97062,,6025551212,,8002225555,E,101,,,A,22',
      'DE,,97062,1F02,101,,I,97062,,6025551212,,8002225555,E,101,,,C,22',
    ]);
  });
});

describe('monitor limit', () => {
  it('is 999 a port before V10: outcome 28 and none of the monitors asked for', () => {
    const profile = createLoadProfile({ agents: 600, trunks: 500, groups: 1 });
    const small = createSmallPbx({ profile, monitorAll: false, port: { version: 'V09.00' } });
    small.ask('_MS,1,,3');
    expect(small.ask('_MS,2,,4')).toEqual(['003,CF,_MS,2,28']);
    expect(small.port.monitorCount()).toBe(600);
    const later = createSmallPbx({ profile, monitorAll: false });
    later.ask('_MS,1,,3');
    later.ask('_MS,2,,4');
    expect(later.port.monitorCount()).toBe(1_100);
  });
});
