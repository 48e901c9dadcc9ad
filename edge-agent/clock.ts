import { type EpochMs, epochMs } from '../functions/domain/ids.ts';

/**
 * The clock events are stamped with: the wall clock at the start, corrected by the cloud's if that could be asked then, plus
 * monotonic time since. It never jumps, so durations stay true whatever happens to the machine's clock, and it is not shifted while
 * running: an offset found later is told to the cloud (`clockOffsetMs`) and taken up at the next start.
 */
export interface AgentClock {
  readonly now: () => EpochMs;
  /** Monotonic ms of no particular origin. */
  readonly monotonic: () => number;
  /** Cloud time minus `now()` as last measured; null = never. */
  readonly offsetMs: () => number | null;
  /** `now()` corrected by the last measurement: for signatures and expiry, not for events. */
  readonly cloudNow: () => number;
  /** Measures the offset again. */
  readonly measure: (askCloud: () => Promise<number>) => Promise<ClockMeasurement>;
}

export interface ClockMeasurement {
  readonly offsetMs: number;
  readonly roundTripMs: number;
}

export interface ClockSources {
  readonly wall: () => number;
  readonly monotonic: () => number;
}

/** Cloud time minus `now()`, taking the cloud's answer as given half-way through the round trip. */
export const measureOffset = async (now: () => number, askCloud: () => Promise<number>): Promise<ClockMeasurement> => {
  const sent = now();
  const cloud = await askCloud();
  const received = now();
  return { offsetMs: Math.round(cloud - (sent + received) / 2), roundTripMs: Math.round(received - sent) };
};

/** @param atStart offset of the wall clock measured before any event is stamped; null when the cloud could not be asked. */
export const createAgentClock = (sources: ClockSources, atStart: ClockMeasurement | null): AgentClock => {
  const base = sources.wall() + (atStart?.offsetMs ?? 0) - sources.monotonic();
  let offset: number | null = atStart === null ? null : 0;
  const now = (): EpochMs => epochMs(Math.round(base + sources.monotonic()));
  return {
    now,
    monotonic: sources.monotonic,
    offsetMs: () => offset,
    cloudNow: () => now() + (offset ?? 0),
    measure: async (askCloud) => {
      const measured = await measureOffset(now, askCloud);
      offset = measured.offsetMs;
      return measured;
    },
  };
};

export const systemClock: ClockSources = { wall: () => Date.now(), monotonic: () => performance.now() };
