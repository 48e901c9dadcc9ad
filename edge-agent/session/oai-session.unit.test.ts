import { describe, expect, it } from 'vitest';
import { OaiCommandError } from './command-error.ts';
import { createSessionFixture, powerUp } from './session.fixture.ts';

const commands = (written: readonly string[]): string[] => written.map((line) => line.split(',')[0] ?? '');

describe('start-up', () => {
  it('goes through the whole sequence on a single PBX', async () => {
    const s = createSessionFixture();
    await s.up();
    expect(s.login).toBe('8700456467654167656e7400');
    expect(s.states).toEqual(['connecting', 'loggingIn', 'startingUp', 'up']);
    expect(s.written).toEqual([
      '_NA,1,1',
      '_MS,2,,3,A:FFFF,C:FFFF,F:FFFF',
      '_MS,3,,4,A:FFFF,C:FFFF,F:FFFF',
      '_MS,4,,9,A:FFFF,C:FFFF,F:FFFF',
      '_MS,5,,11,S:FFFF',
      '_QX,6,,18,1,2,50',
      '_QX,7,,1,103,2,50',
      '_QX,8,,2,3,2,50',
      '_QX,9,,3,7,2,50',
      '_QX,10,,17,1,2,50',
      '_QX,11,,12,3,2,50',
      '_QX,12,,10,1,2,50',
      '_MS,13,2000,1,A:FFFF,C:FFFF,F:FFFF',
      '_QH,14,2000',
      '_RR,15,',
    ]);
    expect(s.problems).toEqual([]);
    expect(s.kinds()).toEqual(['connecting', 'loggingIn', 'startingUp', 'directoryChanged', 'resyncBegin', 'resyncEnd', 'up']);
    expect(s.directory()).toMatchObject([
      {
        complete: true,
        devices: [
          { number: '1001', name: 'Ann', type: 'extension' },
          { number: '1002', name: 'Bob' },
          { number: '94101', type: 'trunk' },
          { number: '2000', type: 'huntGroup', members: ['5485'] },
          { number: '5485', type: 'agent' },
        ],
        dndMessages: [{ number: 1, text: 'OUT' }],
      },
    ]);
  });

  it('asks each node behind a gateway, and monitors what its groups are', async () => {
    const s = createSessionFixture(
      {},
      {
        _NA: () => '0,1',
        _QX: ([affected, list]) => {
          if (list === '18') return '0,18,1,1,2,1,|Node 1|,2,|Node 2|';
          if (list === '3') return affected === '1:' ? '0,3,7,1,1,2000,|A|,|A|,2' : '0,3,7,1,1,2100,|B|,|B|,0';
          return `0,${list},3,1,0`;
        },
      },
    );
    s.session.start();
    await s.open();
    s.deliver('000,RS,0,00:57,010415,V10.10,V4.0.3.91,3,0,1,3,1', '001,RD,0,');
    await s.advance(200);
    expect(s.written.filter((line) => line.includes(',3,7,2,50')).map((line) => line.split(',')[2])).toEqual(['1:', '2:']);
    expect(s.written.filter((line) => /^_MS,\d+,2\d00,1/.test(line))).toHaveLength(2);
    // Stations, trunks without a list: their types are asked one by one.
    expect(commands(s.written).filter((c) => c === '_QI')).toHaveLength(3);
    expect(s.directory()[0]?.devices.filter((d) => d.type === 'huntGroup')).toMatchObject([
      { number: '2000', node: '1' },
      { number: '2100', node: '2' },
    ]);
    expect(s.session.status.state).toBe('up');
  });

  it('waits for all pages, and asks again when one does not come', async () => {
    let asked = 0;
    const s = createSessionFixture(
      {},
      {
        _QX: ([, list]) => {
          if (list !== '1') return `0,${list},1,1,0`;
          asked++;
          return asked === 1
            ? ['0,1,103,0,1,1001,|Ann|,|A|,0']
            : ['0,1,103,0,1,1001,|Ann|,|A|,0', '0,1,103,0,1,1002,|Bob|,|B|,0', '0,1,103,1,1,1003,|C|,|C|,38'];
        },
      },
    );
    await s.up();
    expect(s.session.status.state).toBe('startingUp');
    await s.advance(2_100);
    expect(asked).toBe(2);
    expect(s.session.status.state).toBe('up');
    expect(s.directory()[0]?.devices.map((d) => d.number)).toEqual(expect.arrayContaining(['1001', '1002', '1003']));
  });

  it('asks for page after page where the PBX sends one a command', async () => {
    const pages = ['0,1,103,0,1,1001,|Ann|,|A|,0', '0,1,103,0,1,1002,|Bob|,|B|,0', '0,1,103,1,1,1003,|C|,|C|,38'];
    let asked = 0;
    const s = createSessionFixture({}, { _QX: ([, list]) => (list === '1' ? (pages[asked++] ?? null) : `0,${list},1,1,0`) });
    await s.up();
    await s.advance(4_200);
    expect(asked).toBe(3);
    expect(s.problems).toEqual([]);
    expect(s.session.status.state).toBe('up');
    expect(s.directory()[0]?.devices.map((d) => d.number)).toEqual(expect.arrayContaining(['1001', '1002', '1003']));
  });

  it('gives a list up whose last page never comes, and says so', async () => {
    const s = createSessionFixture({}, { _QX: ([, list]) => (list === '1' ? '0,1,103,0,1,1001,|Ann|,|A|,0' : `0,${list},1,1,0`) });
    await s.up();
    await s.advance(10_000);
    expect(s.problems).toContain('list 1: the last page never came, 1 rows are left out');
    expect(s.session.status.state).toBe('up');
  });

  it('falls back to the old list command and names what is refused', async () => {
    const s = createSessionFixture(
      {},
      {
        _QX: () => '45',
        _QL: ([, list]) => (list === '1' ? '1,0,1,1,1001,|Ann|,|A|' : `${list},0,1,0`),
        _MS: ([, type]) => (type === '4' ? '28' : '0,1,000001,1001'),
      },
    );
    await s.up();
    expect(s.session.status.state).toBe('up');
    expect(s.problems).toContain('monitor of type 4 was refused: outcome 28 (monitor limit reached)');
    expect(s.problems).toContain('list 18 was refused: outcome 45 (invalid command)');
    expect(s.directory()[0]?.devices).toMatchObject([{ number: '1001', name: 'Ann', pbxType: '0' }]);
  });

  it('tries again while the PBX is busy', async () => {
    let tries = 0;
    const s = createSessionFixture({}, { _QH: () => (++tries < 3 ? '24' : '0,1,5485,1002,1') });
    await s.up();
    await s.advance(3000);
    expect(tries).toBe(3);
    expect(s.problems).toEqual([]);
    expect(s.session.status.state).toBe('up');
  });

  it('goes up without a refused resync and asks for it later', async () => {
    let tries = 0;
    const s = createSessionFixture({}, { _RR: () => (++tries === 1 ? '15' : '0,') });
    await s.up();
    expect(s.session.status.state).toBe('up');
    expect(s.problems).toEqual(['global resync was refused: outcome 15 (incompatible state)']);
    await s.advance(191_000);
    expect(tries).toBe(2);
    expect(s.kinds().slice(-3)).toEqual(['resyncBegin', 'resyncEnd', 'tick']);
  });

  it('asks what is alive when events were lost on our side', async () => {
    let tries = 0;
    const s = createSessionFixture({}, { _RR: () => (++tries === 2 ? '15' : '0,') });
    s.session.resync();
    await s.up();
    expect(tries).toBe(1);
    s.session.resync();
    await s.advance(100);
    expect(tries).toBe(2);
    // Too soon for the PBX: asked again when it takes one.
    await s.advance(191_000);
    expect(tries).toBe(3);
    expect(s.kinds().slice(-3)).toEqual(['resyncBegin', 'resyncEnd', 'tick']);
  });

  it('passes events in order: those of the resync before it ends, held back ones after `up`', async () => {
    const s = createSessionFixture({}, { _RR: () => null });
    await s.up();
    const invoke = s.written.at(-1)?.split(',')[1] ?? '';
    s.deliver(
      `010,CF,_RR,${invoke},0,`,
      `011,HE,${invoke},000001,1F01,1001,H,42`,
      `012,RD,${invoke},`,
      '013,RE,,000001,1F01,1001,C,35,1002,,,I',
    );
    expect(s.kinds().slice(-5)).toEqual(['resyncBegin', 'held', 'resyncEnd', 'up', 'retrieved']);
  });

  it('starts even when RD does not come', async () => {
    const s = createSessionFixture();
    s.session.start();
    await s.open();
    s.deliver(powerUp[0]);
    await s.advance(5200);
    expect(s.session.status.state).toBe('up');
  });
});

describe('while up', () => {
  it('repeats the start-up without a login after RS with code 0', async () => {
    const s = createSessionFixture();
    await s.up();
    const before = s.written.length;
    s.deliver(...powerUp);
    await s.advance(200);
    expect(s.connections).toBe(1);
    expect(s.states).toEqual(['connecting', 'loggingIn', 'startingUp', 'up', 'startingUp', 'up']);
    expect(s.written.length).toBe(before * 2);
    expect(s.written[before]).toBe('_NA,16,1');
  });

  it('drops a start-up that a second RS overtakes', async () => {
    const s = createSessionFixture({}, { _QH: () => null });
    await s.up();
    expect(s.session.status.state).toBe('startingUp');
    s.script._QH = () => '0,0';
    s.deliver(...powerUp);
    await s.advance(60_000);
    expect(s.session.status.state).toBe('up');
    expect(s.states).toEqual(['connecting', 'loggingIn', 'startingUp', 'startingUp', 'up']);
    expect(commands(s.written).filter((c) => c === '_RR')).toHaveLength(1);
  });

  it('sends a keep-alive every 20 s', async () => {
    const s = createSessionFixture();
    await s.up();
    await s.advance(60_000);
    expect(commands(s.written).filter((c) => c === '_NO')).toHaveLength(3);
    expect(s.session.status.state).toBe('up');
  });

  it('gives up the link after two unanswered keep-alives and comes back', async () => {
    const s = createSessionFixture();
    await s.up();
    s.script._NO = () => null;
    await s.advance(59_000);
    expect(s.session.status.state).toBe('up');
    await s.advance(1000);
    expect(s.states.slice(-1)).toEqual(['lost']);
    expect(s.session.status.detail).toBe('2 keep-alive commands were not answered');
    await s.advance(600);
    expect(s.connections).toBe(2);
    expect(s.session.status.state).toBe('connecting');
  });

  it('starts an ended monitor again', async () => {
    const s = createSessionFixture();
    await s.up();
    s.deliver('700,ME,,000002,36', '701,ME,,000099,36', '702,ME,,000777,36');
    await s.advance(2100);
    expect(s.written.slice(-2).map((line) => line.replace(/^_MS,\d+/, '_MS'))).toEqual([
      '_MS,1:,11,S:FFFF',
      '_MS,1002,1,A:FFFF,C:FFFF,F:FFFF',
    ]);
    expect(s.kinds()).toContain('deviceState');
  });

  it('resynchronises a node that comes back', async () => {
    const s = createSessionFixture();
    await s.up();
    s.deliver('700,LS,,2,0,1', '701,LS,,2,1,0');
    await s.advance(100);
    expect(s.written.at(-1)).toMatch(/^_RR,\d+,2:$/);
    expect(s.kinds().slice(-5)).toEqual(['up', 'nodeLink', 'nodeLink', 'resyncBegin', 'resyncEnd']);
  });

  it('reads a list again after a database change, once for a burst, and tells what changed', async () => {
    const s = createSessionFixture();
    await s.up();
    s.script._QX = () => '0,1,103,1,3,1001,|Ann|,|Ann A|,0,1002,|Barney|,|Bob B|,0,1003,|New|,|New|,38';
    const before = s.written.length;
    s.deliver('700,DC,,000099,1,0,1002,0,0,|BARNEY|', '701,DC,,000099,1,0,1003,0,0,|New|');
    await s.advance(2100);
    expect(s.written.slice(before).map((line) => line.replace(/,\d+,/, ',n,'))).toEqual([
      '_QX,n,,1,103,2,50',
      '_MS,n,1003,1,A:FFFF,C:FFFF,F:FFFF',
    ]);
    expect(s.directory().slice(1)).toMatchObject([
      { change: 'station 1002' },
      { change: 'station 1003' },
      { complete: false, change: null, devices: [{ number: '1002', name: 'Barney' }, { number: '1003' }] },
    ]);
  });

  it('reads all device lists again after a renumbering', async () => {
    const s = createSessionFixture();
    await s.up();
    const before = s.written.length;
    s.deliver('700,EC,,000099,1,1002,1005,0', '701,ME,,000002,36');
    s.script._QX = ([, list]) => (list === '1' ? '0,1,103,1,2,1001,|Ann|,|Ann A|,0,1005,|Bob|,|Bob B|,0' : '0,9,1,1,0');
    await s.advance(2200);
    expect(commands(s.written.slice(before)).filter((c) => c === '_QX')).toHaveLength(5);
    // The old number is gone, the new one gets a monitor of its own.
    expect(
      s.written
        .slice(before)
        .filter((line) => line.startsWith('_MS'))
        .map((line) => line.split(',')[2]),
    ).toEqual(['1005']);
    expect(s.directory().some((event) => event.removed.includes('1002'))).toBe(true);
  });

  it('ticks after a burst and on demand, whatever the wall clock does', async () => {
    const s = createSessionFixture();
    await s.up();
    await s.advance(5000);
    const count = s.events.length;
    s.deliver('700,OR,,000001,1F01,1001,,I,1002,,C,22');
    s.time.jumpWallClock(-3_600_000);
    await s.advance(400);
    s.deliver('701,XC,,000001,1F01,1001,1001,N,36');
    await s.advance(5000);
    const [originated, cleared, tick] = s.events.slice(count).map(({ event }) => event);
    expect([originated?.kind, cleared?.kind, tick?.kind]).toEqual(['originated', 'partyCleared', 'tick']);
    expect((cleared?.at ?? 0) - (originated?.at ?? 0)).toBe(400);
    expect((tick?.at ?? 0) - (cleared?.at ?? 0)).toBe(600);
    s.session.tick();
    expect(s.kinds().at(-1)).toBe('tick');
  });

  it('sends commands of others and answers each with its confirmation', async () => {
    const s = createSessionFixture({}, { _MC: ([extension]) => `0,1F07,${extension}`, _HC: () => null });
    await s.up();
    const answer = s.session.send('_MC', ['1001', '1002']);
    const silent = s.session.send('_HC', ['1001', '1F07']);
    const lost = expect(silent).rejects.toThrow(OaiCommandError);
    await s.advance(100);
    await expect(answer).resolves.toMatchObject({ command: '_MC', outcome: 0, fields: ['1F07', '1001'] });
    await s.closeByPbx();
    await lost;
    await expect(s.session.send('_HC', [])).rejects.toMatchObject({ code: 'oai.linkLost' });
    await expect(s.session.send('_HC', ['\r'])).rejects.toBeInstanceOf(OaiCommandError);
  });
});

describe('refused and lost', () => {
  it('closed after the login without RS: wrong password or not licensed, long back-off', async () => {
    const s = createSessionFixture();
    s.session.start();
    await s.open();
    await s.closeByPbx();
    expect(s.states).toEqual(['connecting', 'loggingIn', 'wrongPasswordOrNotLicensed']);
    await s.advance(14_999);
    expect(s.connections).toBe(1);
    await s.advance(1);
    expect(s.connections).toBe(2);
  });

  it('PE: ports full', async () => {
    const s = createSessionFixture();
    s.session.start();
    await s.open();
    s.deliver('000,PE,,1');
    await s.advance(10);
    expect(s.states).toEqual(['connecting', 'loggingIn', 'portsFull']);
    expect(s.session.status.detail).toBe('all 1 ports of the PBX are taken');
    expect(s.closedByUs).toBe(1);
  });

  it.each(['0', '2'])('premium %s: events not licensed', async (premium) => {
    const s = createSessionFixture();
    s.session.start();
    await s.open();
    s.deliver(`000,RS,0,00:57,010415,V10.10,V4.0.3.91,${premium},1,0,3,1`, '001,RD,0,');
    await s.advance(10);
    expect(s.states).toEqual(['connecting', 'loggingIn', 'eventsNotLicensed']);
    expect(s.written).toEqual([]);
  });

  it('no connection: lost, with a delay that doubles up to a minute', async () => {
    const s = createSessionFixture();
    s.session.start();
    const delays: number[] = [];
    for (let i = 0; i < 9; i++) {
      const before = s.connections;
      await s.closeByPbx('connect ECONNREFUSED');
      let waited = 0;
      while (s.connections === before) {
        await s.advance(500);
        waited += 500;
      }
      delays.push(waited);
    }
    expect(delays).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(new Set(s.states)).toEqual(new Set(['connecting', 'lost']));
  });

  it('no answer to the login: lost', async () => {
    const s = createSessionFixture();
    s.session.start();
    await s.open();
    await s.advance(20_001);
    expect(s.states).toContain('lost');
    expect(s.states).not.toContain('wrongPasswordOrNotLicensed');
  });

  it('a stream that is no System OAI: lost, with the reason', async () => {
    const s = createSessionFixture();
    await s.up();
    s.events.length = 0;
    s.deliverBytes(Buffer.from('HTTP/1.1 400 Bad Request'));
    await s.advance(10);
    expect(s.kinds()).toEqual(['lost']);
    expect(s.session.status.detail).toBe(
      'a frame announces 1347703880 bytes, limit 1048576: the peer does not speak System OAI or the stream is damaged',
    );
  });

  it('a connection the network cuts: lost, with the reason', async () => {
    const s = createSessionFixture();
    await s.up();
    await s.closeByPbx('read ECONNRESET');
    expect(s.session.status).toMatchObject({ state: 'lost', detail: 'read ECONNRESET' });
  });

  it('a PBX that answers no list command any more: lost', async () => {
    const s = createSessionFixture({}, { _QX: () => null });
    await s.up();
    await s.advance(31_000);
    expect(s.session.status.state).not.toBe('up');
    expect(s.states).toContain('lost');
  });

  it('stops for good', async () => {
    const s = createSessionFixture();
    await s.up();
    s.session.stop();
    await s.advance(600_000);
    expect(s.states.at(-1)).toBe('stopped');
    expect(s.connections).toBe(1);
    expect(s.kinds().at(-1)).toBe('stopped');
  });

  it('stops while it waits for the next attempt', async () => {
    const s = createSessionFixture();
    s.session.start();
    await s.closeByPbx('connect ECONNREFUSED');
    s.session.stop();
    await s.advance(600_000);
    expect(s.states.at(-1)).toBe('stopped');
    expect(s.connections).toBe(1);
  });
});
