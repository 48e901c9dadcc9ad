import { describe, expect, test } from 'vitest';
import type { AgentCommand, PbxAct } from '../../functions/domain/agent-command.ts';
import { type Answer, createSessionFixture, powerUp } from '../session/session.fixture.ts';
import { createOnceEach } from './once-each.ts';
import { createPerformCommand } from './perform-command.ts';

const act: PbxAct = { kind: 'oneStepTransfer', device: { number: '1001', node: '1' }, call: '1F01', to: { number: '1002', node: '1' } };
const id = '7f3b1a52-6d0a-4c39-9f0e-2d8a54c4a001';

/** A session that is up against a scripted PBX, and a command with 8 s left. */
const setUp = async (answers: Record<string, Answer> = {}) => {
  const fixture = createSessionFixture({}, answers);
  await fixture.up();
  const perform = createPerformCommand({ session: fixture.session, now: fixture.time.clock.now });
  const run = createOnceEach({ perform, now: fixture.time.clock.now });
  const command = (what: PbxAct = act, ms = 8_000): AgentCommand => ({ id, deadline: fixture.time.clock.now() + ms, act: what });
  const sent = (name = '_TO'): string[] => fixture.written.filter((line) => line.startsWith(name));
  return { ...fixture, perform, run, command, sent };
};
const nothing = { id, outcome: null, reason: null, newCall: null };

describe('a command', () => {
  test('is done, and tells the id the call has now', async () => {
    const pbx = await setUp({ _TO: () => '0,@002,1002,94101,,,,' });
    const answer = pbx.perform(pbx.command());
    await pbx.advance(1);
    expect(await answer).toEqual({ ...nothing, result: 'done', outcome: 0, newCall: '@002' });
    expect(pbx.sent()).toEqual([expect.stringMatching(/^_TO,\d+,1001,1F01,1002$/)]);
  });

  test('is refused with the outcome of the PBX', async () => {
    const pbx = await setUp({ _TO: () => '15' });
    const answer = pbx.perform(pbx.command());
    await pbx.advance(1);
    expect(await answer).toEqual({ ...nothing, result: 'refused', outcome: 15 });
  });

  test('is done with the new id of the call, once, where the PBX tells it', async () => {
    const told = await setUp({ _TO: ([, call]) => (call === '1F01' ? '51,@002' : '0,@003,1002,94101,,,,') });
    const answer = told.perform(told.command());
    await told.advance(2);
    expect(await answer).toEqual({ ...nothing, result: 'done', outcome: 0, newCall: '@003' });
    expect(told.sent().map((line) => line.split(',').slice(2))).toEqual([
      ['1001', '1F01', '1002'],
      ['1001', '@002', '1002'],
    ]);
    const untold = await setUp({ _TO: () => '51' });
    const refused = untold.perform(untold.command());
    await untold.advance(1);
    expect(await refused).toEqual({ ...nothing, result: 'refused', outcome: 51 });
    const again = await setUp({ _TO: () => '51,@009' });
    const twice = again.perform(again.command());
    await again.advance(2);
    expect(await twice).toEqual({ ...nothing, result: 'refused', outcome: 51, newCall: '@009' });
    expect(again.sent()).toHaveLength(2);
  });

  test('may have happened when the PBX is silent, cut off or starts anew', async () => {
    const silent = await setUp();
    const unanswered = silent.perform(silent.command());
    await silent.advance(8_000);
    expect(await unanswered).toEqual({ ...nothing, result: 'unknown', reason: 'noConfirmation' });
    const cut = await setUp();
    const lost = cut.perform(cut.command());
    await cut.closeByPbx('reset');
    expect(await lost).toEqual({ ...nothing, result: 'unknown', reason: 'linkLost' });
    const restarted = await setUp();
    const gone = restarted.perform(restarted.command());
    restarted.deliver(...powerUp);
    expect(await gone).toEqual({ ...nothing, result: 'unknown', reason: 'pbxRestarted' });
  });

  test('is not sent without a link, nor to a system that licenses no call control', async () => {
    const pbx = await setUp({ _TO: () => '0' });
    await pbx.closeByPbx('reset');
    expect(await pbx.perform(pbx.command())).toEqual({ ...nothing, result: 'notDelivered', reason: 'noLink' });
    const unlicensed = createSessionFixture();
    unlicensed.session.start();
    await unlicensed.open();
    unlicensed.deliver('000,RS,0,00:57,010415,V10.10,V4.0.3.91,1,1,0,3,1', '001,RD,0,');
    await unlicensed.advance(200);
    const perform = createPerformCommand({ session: unlicensed.session, now: unlicensed.time.clock.now });
    expect(await perform(pbx.command())).toEqual({ ...nothing, result: 'refused', reason: 'notLicensed' });
    expect(unlicensed.written.filter((line) => line.startsWith('_TO'))).toEqual([]);
  });

  test('waits for its turn only until its deadline: never sent, it has not happened', async () => {
    const busy = await setUp({ _TO: () => '0' });
    busy.script._RR = () => null;
    await busy.advance(200_000);
    busy.session.resync();
    await busy.advance(1);
    const late = busy.perform(busy.command());
    await busy.advance(8_000);
    expect(await late).toEqual({ ...nothing, result: 'expired', reason: 'pbxBusy' });
    expect(busy.sent()).toEqual([]);
  });
});

describe('each command once', () => {
  test('delivered again, while it runs or later, it is answered as it was', async () => {
    const pbx = await setUp({ _TO: () => '0,@002,1002,94101,,,,' });
    const command = pbx.command();
    const answers = [pbx.run(command), pbx.run(command)];
    await pbx.advance(1);
    const [first] = await Promise.all(answers);
    expect(await pbx.run(command)).toEqual(first);
    await pbx.advance(599_000);
    expect(await pbx.run(command)).toEqual(first);
    expect(pbx.sent()).toHaveLength(1);
  });

  test('past its deadline it is not begun, forgotten or not', async () => {
    const pbx = await setUp({ _TO: () => '0' });
    const expired = { ...nothing, result: 'expired', reason: 'expired' };
    expect(await pbx.run(pbx.command(act, -1))).toEqual(expired);
    const command = { ...pbx.command(), id: '7f3b1a52-6d0a-4c39-9f0e-2d8a54c4a002' };
    const done = pbx.run(command);
    await pbx.advance(1);
    expect((await done).result).toBe('done');
    await pbx.advance(601_000);
    expect(await pbx.run(command)).toEqual({ ...expired, id: command.id });
    expect(pbx.sent()).toHaveLength(1);
  });
});
