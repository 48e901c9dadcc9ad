import type { Application, Call, Device, Station } from '../pbx/model.ts';
import type { Pbx } from '../pbx/pbx.ts';
import type { Random } from '../random.ts';
import { createConversations } from './conversation.ts';
import { habits } from './traffic-options.ts';

const seconds = (n: number): number => n * 1000;

/** Everyone who reacts to a ringing phone, an answer or a failure: staff, callers, the outside world. */
export const createPeople = (pbx: Pbx, random: Random): void => {
  const { clock } = pbx;
  const conversations = createConversations(pbx, random);

  const stationRings = (call: Call, station: Station): void => {
    const expert = station.agent !== null || call.recallTo === null;
    const misses = station.agent !== null ? habits.agentMissesCall : habits.otherMissesCall;
    if (call.answeredAt !== null) {
      clock.after(seconds(120), () => {
        if (!call.ended && call.parties.get(station) === 'A' && call.parties.has(call.caller)) pbx.hangUp(call.caller, call);
      });
    }
    const mustAnswer = call.consultOf !== null || (call.answeredAt !== null && call.recallTo === null);
    if (!mustAnswer && random.chance(misses)) return;
    if (call.caller.kind === 'trunk' && random.chance(habits.pickup)) {
      const helper = random.pick(pbx.directory.stations);
      clock.after(seconds(random.logNormal(7, 0.3)), () => {
        if (call.parties.get(station) === 'A' && helper.calls.size === 0 && helper.online && helper !== station)
          pbx.pickup(helper, station);
      });
      return;
    }
    const reaction = Math.min(25, Math.max(1.2, random.logNormal(expert ? 4.5 : 7, 0.5)));
    clock.after(seconds(reaction), () => {
      if (!call.ended && call.parties.get(station) === 'A' && pbx.callOf(station, 'C', 'I') === null) pbx.answer(station, call);
    });
  };

  const outsideRings = (call: Call): void => {
    const fate = random.next();
    if (fate < habits.outsideBusy) {
      clock.after(seconds(3), () => pbx.outsideFails(call, 3));
      return;
    }
    if (fate < habits.outsideBusy + habits.outsideAnswers) {
      clock.after(seconds(random.logNormal(9, 0.5)), () => pbx.outsideAnswers(call));
      return;
    }
    clock.after(seconds(20 + random.exponential(12)), () => {
      if (!call.ended && call.answeredAt === null) pbx.hangUp(call.caller, call);
    });
  };

  const listensTo = (call: Call, app: Application): void => {
    if (app.role === 'announcement' || call.consultOf !== null) return;
    if (app.role === 'autoAttendant') {
      if (!random.chance(habits.choosesExtension)) return;
      const wish = random.pick(pbx.directory.stations).number;
      clock.after(app.playMs * (0.4 + random.next() * 0.5), () => {
        if (!call.ended) pbx.chooseExtension(call, wish);
      });
      return;
    }
    const leavesMessage = random.chance(0.6);
    clock.after(leavesMessage ? app.playMs + seconds(random.logNormal(18, 0.5)) : seconds(2 + random.next() * 5), () => {
      if (call.ended || call.parties.get(app) !== 'C') return;
      const owner = call.mailboxOf;
      pbx.hangUp(call.caller, call);
      if (leavesMessage && owner !== null) clock.after(seconds(3), () => pbx.setMessages(owner, owner.messages + 1));
    });
  };

  const givesUpAfterFailure = (call: Call): void => {
    if (call.consultOf !== null) return;
    clock.after(seconds(2 + random.next() * 4), () => {
      if (!call.ended && call.parties.has(call.caller)) pbx.hangUp(call.caller, call);
    });
  };

  pbx.onSignal((signal, call, device: Device | null) => {
    if (signal === 'ringing' && device?.kind === 'station') stationRings(call, device);
    else if (signal === 'ringing' && device?.kind === 'trunk') outsideRings(call);
    else if (signal === 'answered' && device?.kind === 'application') listensTo(call, device);
    else if (signal === 'answered' && call.consultOf === null && device !== null)
      conversations.begin(call, device.kind === 'station' ? device : call.caller);
    else if (signal === 'failed') givesUpAfterFailure(call);
  });
};
