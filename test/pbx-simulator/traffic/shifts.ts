import type { Agent, Station } from '../pbx/model.ts';
import type { Pbx } from '../pbx/pbx.ts';
import type { Random } from '../random.ts';

const minutes = (n: number): number => n * 60_000;
/** System messages people choose: meeting, break, lunch, with a client, paperwork. */
const breakMessages = [4, 11, 11, 13, 14, 17];

/**
 * Agents come, take breaks, have lunch and go. With `worksAt`, they are logged on only in working hours; without, always.
 * Office phones go into do-not-disturb now and then.
 */
export const createShifts = (pbx: Pbx, random: Random, worksAt: ((at: number) => boolean) | null, isStopped: () => boolean): void => {
  const { clock } = pbx;

  const whenFree = (station: Station, run: () => void): void => {
    if (isStopped()) return;
    if (station.calls.size === 0) run();
    else clock.after(20_000, () => whenFree(station, run));
  };
  const breaks = (station: Station, meanMinutes: number): void => {
    clock.after(minutes(5 + random.exponential(meanMinutes)), () =>
      whenFree(station, () => {
        if (station.dnd === null && (station.agent !== null || worksAt === null || worksAt(clock.now()))) {
          pbx.setDnd(station, random.pick(breakMessages), random.chance(0.3) ? 'back soon' : '');
          clock.after(minutes(Math.min(40, random.logNormal(6, 0.6))), () => pbx.setDnd(station, null));
        }
        breaks(station, meanMinutes);
      }),
    );
  };
  const homeOf = (agent: Agent): string => pbx.profile.agents.find((a) => a.id === agent.number)?.station ?? '';
  const comeIn = (agent: Agent): void => {
    if (agent.station === null) pbx.logOn(agent, homeOf(agent));
  };
  const goOut = (agent: Agent, backAfter: number | null): void => {
    const station = agent.station;
    if (station === null) return;
    whenFree(station, () => {
      pbx.logOff(agent);
      if (backAfter !== null) clock.after(backAfter, () => comeIn(agent));
    });
  };
  const absences = (agent: Agent): void => {
    clock.after(minutes(30 + random.exponential(150)), () => {
      if (isStopped()) return;
      goOut(agent, minutes(15 + random.exponential(20)));
      absences(agent);
    });
  };
  /** Looks at the clock every few minutes and follows the working day. */
  const followDay = (agent: Agent, works: (at: number) => boolean): void => {
    clock.after(minutes(2 + random.next() * 9), () => {
      if (isStopped()) return;
      if (works(clock.now()) && agent.station === null) comeIn(agent);
      else if (!works(clock.now()) && agent.station !== null) goOut(agent, null);
      followDay(agent, works);
    });
  };

  for (const agent of pbx.directory.agents) {
    if (worksAt === null || worksAt(clock.now())) comeIn(agent);
    if (worksAt === null) absences(agent);
    else followDay(agent, worksAt);
  }
  for (const station of pbx.directory.stations) breaks(station, pbx.profile.agents.some((a) => a.station === station.number) ? 80 : 240);
};
