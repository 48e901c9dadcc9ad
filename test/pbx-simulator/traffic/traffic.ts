import type { Call } from '../pbx/model.ts';
import type { Pbx } from '../pbx/pbx.ts';
import type { Random } from '../random.ts';
import { createPeople } from './people.ts';
import { createShifts } from './shifts.ts';
import { createLocalHour, defaultTraffic, habits, officeFactor, peakOfficeFactor, type TrafficOptions } from './traffic-options.ts';

export interface Traffic {
  start(): void;
  /** No new calls; those in progress run out. */
  stop(): void;
  readonly stats: { offered: number; blocked: number };
}

const minimumPatience = 6;

/** A business at work on a PBX: Poisson arrivals with a day profile, staff, callers, breaks. Deterministic for a seed on a virtual clock. */
export const createTraffic = (pbx: Pbx, random: Random, overrides: Partial<TrafficOptions> = {}): Traffic => {
  const options: TrafficOptions = { ...defaultTraffic, ...overrides };
  const { clock, profile } = pbx;
  const arrivals = random.fork('arrivals');
  const stats = { offered: 0, blocked: 0 };
  const localHour = createLocalHour();
  const totalWeight = profile.ddis.reduce((sum, d) => sum + d.weight, 0);
  let stopped = false;

  const pickDdi = (): string => {
    let left = arrivals.next() * totalWeight;
    for (const ddi of profile.ddis) {
      left -= ddi.weight;
      if (left < 0) return ddi.number;
    }
    return profile.ddis[0]?.number ?? '';
  };
  /** The caller hangs up unless somebody (or a mailbox) has taken the call; an announcement does not count. */
  const giveUpLater = (call: Call): void => {
    const patience = Math.max(minimumPatience, arrivals.logNormal(70, 0.7)) * 1000;
    clock.after(patience, () => {
      if (call.ended || !call.parties.has(call.caller)) return;
      const taken = [...call.parties].some(
        ([d, cnx]) => d !== call.caller && (cnx === 'C' || cnx === 'H') && (d.kind !== 'application' || d.role === 'voicemail'),
      );
      if (!taken) pbx.hangUp(call.caller, call);
    });
  };
  const inbound = (): void => {
    const withheld = arrivals.chance(0.08);
    const caller = arrivals.pick(profile.callers);
    const call = pbx.inboundCall({ ddi: pickDdi(), cli: withheld ? '' : caller.number, name: withheld ? '' : caller.name });
    if (call === null) stats.blocked += 1;
    else giveUpLater(call);
  };
  const fromPhone = (external: boolean): void => {
    const free = pbx.directory.stations.filter((s) => s.calls.size === 0 && s.online && s.dnd === null && s.agent?.state !== 'wrapUp');
    if (free.length < 2) return;
    const from = arrivals.pick(free);
    const to = arrivals.pick(pbx.directory.stations);
    const number = arrivals.pick(profile.callers).number;
    const account = arrivals.chance(0.1) && profile.accountCodes.length > 0 ? arrivals.pick(profile.accountCodes).code : '';
    const lifted = pbx.offHook(from);
    clock.after(1500 + arrivals.next() * 4000, () => {
      if (lifted.ended || lifted.parties.get(from) !== 'I') return;
      if (!external && to !== from) {
        const call = pbx.internalCall({ from: lifted, to: to.number });
        if (call !== null) giveUpLater(call);
      } else if (pbx.outboundCall({ from: lifted, number, account }) === null) {
        stats.blocked += 1;
        pbx.hangUp(from, lifted);
      }
    });
  };
  const place = (): void => {
    stats.offered += 1;
    const kind = arrivals.next();
    if (kind < habits.inbound) inbound();
    else fromPhone(kind < habits.inbound + habits.outbound);
  };

  const peak = options.day === 'office' ? peakOfficeFactor : 1;
  const meanGap = 3_600_000 / (options.callsPerHour * peak);
  const next = (): void => {
    clock.after(arrivals.exponential(meanGap), () => {
      if (stopped || (options.maxCalls !== null && stats.offered >= options.maxCalls)) return;
      const factor = options.day === 'office' ? officeFactor(localHour(clock.now())) / peak : 1;
      if (factor >= 1 || arrivals.chance(factor)) place();
      next();
    });
  };

  return {
    start: () => {
      createPeople(pbx, random.fork('people'));
      const works = (at: number): boolean => localHour(at) >= 8 && localHour(at) < 18;
      createShifts(pbx, random.fork('shifts'), options.day === 'office' ? works : null, () => stopped);
      for (let i = 0; i < options.warmStart; i += 1) clock.after(i * 700, inbound);
      if (options.callsPerHour > 0) next();
    },
    stop: () => {
      stopped = true;
    },
    stats,
  };
};
