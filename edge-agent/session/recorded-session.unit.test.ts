import { describe, expect, it } from 'vitest';
import type { UnnumberedEvent } from '../../functions/domain/call-event.ts';
import { createOaiTranslator } from '../protocol/oai/translator.ts';
import { createSessionFixture } from './session.fixture.ts';

/** States of the TCP connection are known to the session alone, ticks fall where its timers fell. */
const ofTheLines = (events: readonly UnnumberedEvent[]): UnnumberedEvent[] =>
  events.filter((event) => event.kind !== 'tick' && !(event.kind === 'linkState' && ['connecting', 'loggingIn'].includes(event.state)));

describe('a recorded session', () => {
  it('replays to the same events, link states included, from its lines alone', async () => {
    const s = createSessionFixture();
    await s.up();
    s.deliver('700,OR,,000010,1F01,94101,0770,E,0163,,C,22', '701,DE,,000001,1F01,1001,,I,94101,|SMITH|,0770,,0163,E,1001,,,A,22,');
    s.deliver('702,DE,,000010,1F01,1001,,I,94101,|SMITH|,0770,|Sales|,0163,E,1001,,,C,22,');
    await s.advance(700);
    s.deliver('703,DC,,000099,1,0,1002,0,0,|BARNEY|');
    s.script._QX = () => '0,1,103,1,2,1001,|Ann|,|Ann A|,0,1002,|Barney|,|Bob B|,0';
    await s.advance(3000);
    s.deliver('704,LS,,1,1,0', '705,XC,,000010,1F01,94101,94101,N,36');
    await s.advance(700);

    const translator = createOaiTranslator({ devices: [] });
    const replayed: UnnumberedEvent[] = [];
    for (const line of s.recorded) {
      if ('tx' in line) translator.sent(line.at, line.tx);
      else for (const { event } of translator.line(line.at, line.rx)) replayed.push(event);
    }
    const live = ofTheLines(s.events.map(({ event }) => event));
    expect(live.map((event) => (event.kind === 'linkState' ? event.state : event.kind))).toEqual([
      'startingUp',
      'directoryChanged',
      'resyncBegin',
      'resyncEnd',
      'up',
      'originated',
      'ringing',
      'ringing',
      'directoryChanged',
      'directoryChanged',
      'nodeLink',
      'partyCleared',
      'resyncBegin',
      'resyncEnd',
    ]);
    const withoutListInstant = (events: readonly UnnumberedEvent[]): unknown[] =>
      events.map((event) => (event.kind === 'directoryChanged' && event.complete ? { ...event, at: 0 } : event));
    expect(withoutListInstant(replayed)).toEqual(withoutListInstant(live));
  });
});
