import { afterEach, describe, expect, it } from 'vitest';
import { createPbxSimulator, type PbxSimulator, type SimulatorOptions } from '../simulator.ts';
import { connectRaw, frame, oaiLogin, type RawClient } from '../testing/raw-client.ts';

const open: { stop(): Promise<void> }[] = [];
const clients: RawClient[] = [];

const start = async (options: SimulatorOptions = {}): Promise<PbxSimulator> => {
  const simulator = createPbxSimulator({ seed: 1, ...options });
  await simulator.start();
  open.push(simulator);
  return simulator;
};
const client = async (port: number): Promise<RawClient> => {
  const raw = await connectRaw(port);
  clients.push(raw);
  return raw;
};

afterEach(async () => {
  for (const c of clients.splice(0)) c.close();
  for (const s of open.splice(0)) await s.stop();
});

describe('login', () => {
  it('answers an OAI login without password by RS and RD, CR LF in the length', async () => {
    const simulator = await start();
    const raw = await client(simulator.port);
    raw.sendBytes(Buffer.from('0c0000008700456467654167656e7400', 'hex'));
    const lines = await raw.waitFor(2);
    expect(lines[0]).toMatch(/^000,RS,0,\d\d:\d\d,\d{6},V10\.10,V4\.0\.3\.91,3,1,0,3,1\r\n$/);
    expect(lines[1]).toBe('001,RD,0,\r\n');
    expect(simulator.stats.applications).toEqual(['EdgeAgent']);
  });

  it('closes without a byte when the password is wrong', async () => {
    const simulator = await start({ password: 'letmein' });
    const raw = await client(simulator.port);
    raw.sendBytes(oaiLogin('wrong', 'test'));
    await raw.closed;
    expect(raw.lines).toEqual([]);
    expect(simulator.stats.refusedPasswords).toBe(1);
    const right = await client(simulator.port);
    right.sendBytes(oaiLogin('letmein', 'test'));
    expect(await right.waitFor(2)).toHaveLength(2);
  });

  it('closes on something that is no login', async () => {
    const simulator = await start();
    const raw = await client(simulator.port);
    raw.sendBytes(frame(Buffer.from('GET / HTTP/1.1\r\n')));
    await raw.closed;
    expect(raw.lines).toEqual([]);
  });

  it('tells the surplus client PE with the number of ports, then closes', async () => {
    const simulator = await start({ maxPorts: 1 });
    const first = await client(simulator.port);
    first.sendBytes(oaiLogin('', 'one'));
    await first.waitFor(2);
    const second = await client(simulator.port);
    second.sendBytes(oaiLogin('', 'two'));
    await second.closed;
    expect(second.lines).toEqual(['000,PE,,1\r\n']);
    first.close();
    await first.closed;
    const third = await client(simulator.port);
    third.sendBytes(oaiLogin('', 'three'));
    expect(await third.waitFor(2)).toHaveLength(2);
  });

  it('serves SMDR on the same port: one record of 82 bytes a finished call', async () => {
    const simulator = await start();
    const raw = await client(simulator.port);
    raw.sendBytes(Buffer.from('020000008400', 'hex'));
    while (simulator.stats.connections < 1) await new Promise((r) => setImmediate(r));
    await new Promise((r) => setTimeout(r, 20));
    simulator.pbx.inboundCall({ ddi: '01632960130', cli: '07700900123' });
    simulator.pbx.answer('1030');
    simulator.pbx.hangUp('94101');
    const [record = ''] = await raw.waitFor(1);
    expect(record).toHaveLength(82);
    expect(record).toMatch(/^IN {2}1030 {2}94101 07700900123 +\d\d:\d\d 00:00:00 \$00\.00 +\r\n$/);
  });
});

describe('commands on the wire', () => {
  it('refuses a missing or impossible InvokeID (41), an unknown command and one without CR (45)', async () => {
    const simulator = await start();
    const raw = await client(simulator.port);
    raw.sendBytes(oaiLogin('', 'test'));
    await raw.waitFor(2);
    raw.command('_NO');
    raw.command('_NO,0');
    raw.command('_NO,65536');
    raw.command('_NO,65535');
    raw.command('_ZZ,1');
    raw.sendBytes(frame(Buffer.from('_NO,7')));
    raw.command('_NA,1,1');
    const lines = await raw.waitFor(9);
    expect(lines.slice(2)).toEqual([
      '002,CF,_NO,,41\r\n',
      '003,CF,_NO,0,41\r\n',
      '004,CF,_NO,65536,41\r\n',
      '005,CF,_NO,65535,0\r\n',
      '006,CF,_ZZ,1,45\r\n',
      '007,CF,_NO,7,45\r\n',
      '008,CF,_NA,1,45\r\n',
    ]);
  });

  it('reads commands cut into single bytes, and writes lines cut and glued, all the same', async () => {
    const simulator = await start({ chunking: 'mixed' });
    const raw = await client(simulator.port);
    for (const byte of Buffer.concat([oaiLogin('', 'slow'), frame(Buffer.from('_NO,1\r')), frame(Buffer.from('_QC,2\r'))])) {
      raw.sendBytes(Buffer.from([byte]));
    }
    raw.command('_MS,3,,3,A:FFFF,C:FFFF,F:FFFF');
    const lines = await raw.waitFor(5);
    expect(lines[2]).toBe('002,CF,_NO,1,0\r\n');
    expect(lines[3]).toBe('003,CF,_QC,2,0,3\r\n');
    expect(lines[4]).toMatch(/^004,CF,_MS,3,0,20,001,1000,002,1001,.*,020,1034,A:00FC,C:FFFE,F:1FFF\r\n$/);
  });

  it('says nothing of what happened while nobody was connected', async () => {
    const simulator = await start();
    simulator.pbx.inboundCall({ ddi: '01632960130' });
    const raw = await client(simulator.port);
    raw.sendBytes(oaiLogin('', 'late'));
    raw.command('_MS,1,1030,1');
    raw.command('_SP,2,1030');
    expect((await raw.waitFor(4)).slice(2)).toEqual(['002,CF,_MS,1,0,1,001,1030,A:00FC,C:FFFC,F:00F0\r\n', '003,CF,_SP,2,0,1,1F01,A\r\n']);
  });

  it('names the port when it is taken', async () => {
    const simulator = await start();
    const second = createPbxSimulator({ port: simulator.port });
    await expect(second.start()).rejects.toThrow(`port ${simulator.port} on 127.0.0.1 is taken`);
    await second.stop().catch(() => undefined);
  });
});
