import type { Call, Device, Station } from '../pbx/model.ts';
import type { Pbx } from '../pbx/pbx.ts';
import type { Random } from '../random.ts';
import { habits } from './traffic-options.ts';

export interface Conversations {
  /** The device talks on the call: hold, transfer and end follow in time. */
  begin(call: Call, at: Device): void;
}

const seconds = (n: number): number => n * 1000;

/** What happens while two people talk. Every step checks first that the call is still as it was. */
export const createConversations = (pbx: Pbx, random: Random): Conversations => {
  const { clock } = pbx;
  const talks = (call: Call, station: Station): boolean => !call.ended && call.parties.get(station) === 'C';
  const isExternal = (call: Call): boolean => call.caller.kind === 'trunk' || call.outside !== null;
  const colleague = (not: Station): Station | null => {
    const free = pbx.directory.stations.filter((s) => s !== not && s.calls.size === 0 && s.dnd === null && s.online);
    return free.length === 0 ? null : random.pick(free);
  };

  const end = (call: Call, station: Station): void => {
    if (!talks(call, station)) return;
    const other = [...call.parties.keys()].find((d) => d !== station && d.kind !== 'huntGroup');
    pbx.hangUp(other !== undefined && !random.chance(habits.stationEndsCall) ? other : station, call);
  };

  const holdFor = (call: Call, station: Station, ms: number, then: () => void): void => {
    pbx.hold(station, 'individual', call);
    const goBack = (): void => {
      if (call.ended) return;
      if (pbx.callOf(station, 'C', 'I') !== null && call.parties.get(station) === 'H') {
        clock.after(seconds(5), goBack);
        return;
      }
      if (call.parties.get(station) === 'H') pbx.retrieve(station, call);
      then();
    };
    clock.after(ms, goBack);
  };

  const finishConsultation = (call: Call, station: Station, to: Station): void => {
    const consultation = [...station.calls].find((c) => c.consultOf === call);
    if (call.ended) return;
    if (consultation === undefined) {
      if (call.parties.get(station) === 'H') pbx.retrieve(station, call);
      clock.after(seconds(random.logNormal(25, 0.5)), () => end(call, station));
      return;
    }
    const answered = consultation.parties.get(to) === 'C';
    const ringing = consultation.parties.get(to) === 'A';
    if (answered && random.chance(habits.conference / habits.announcedTransfer)) {
      pbx.conference(station);
      clock.after(seconds(random.logNormal(60, 0.5)), () => {
        for (const member of [station, to]) if (!call.ended && call.parties.has(member)) pbx.hangUp(member, call);
      });
      return;
    }
    const completed = (answered && !random.chance(0.2)) || (ringing && random.chance(0.5)) ? pbx.transfer(station) : null;
    if (completed === null) {
      pbx.abandonConsult(station);
      clock.after(seconds(random.logNormal(25, 0.5)), () => end(call, station));
    } else if (answered) begin(completed, to);
  };

  const transfer = (call: Call, station: Station, announced: boolean): void => {
    const to = colleague(station);
    if (to === null) {
      clock.after(seconds(10), () => end(call, station));
      return;
    }
    if (!announced) {
      pbx.blindTransfer(station, to);
      return;
    }
    const consultation = pbx.consult(station, to.number);
    if (consultation !== null) clock.after(seconds(6 + random.logNormal(8, 0.5)), () => finishConsultation(call, station, to));
  };

  const begin = (call: Call, at: Device): void => {
    if (at.kind !== 'station' || call.conference !== null) return;
    const median = call.caller.kind === 'trunk' ? 75 : isExternal(call) ? 60 : 35;
    const talkMs = seconds(Math.min(1500, Math.max(4, random.logNormal(median, 0.75))));
    const middle = talkMs * (0.15 + random.next() * 0.6);
    const what = random.next();
    const rest = (ms: number): void => {
      clock.after(ms, () => end(call, at));
    };
    if (isExternal(call) && random.chance(habits.accountCode) && pbx.profile.accountCodes.length > 0) {
      const code = random.pick(pbx.profile.accountCodes).code;
      clock.after(middle * 0.8, () => {
        if (talks(call, at)) pbx.accountCode(at, code);
      });
    }
    if (what < habits.hold) {
      clock.after(middle, () => {
        if (talks(call, at)) holdFor(call, at, seconds(random.logNormal(25, 0.5)), () => rest(talkMs - middle));
      });
    } else if (isExternal(call) && what < habits.hold + habits.announcedTransfer + habits.blindTransfer) {
      const announced = what < habits.hold + habits.announcedTransfer;
      clock.after(middle, () => {
        if (talks(call, at) && at.calls.size === 1) transfer(call, at, announced);
        else rest(seconds(10));
      });
    } else rest(talkMs);
  };
  return { begin };
};
