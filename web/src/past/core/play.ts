/** Seconds of then in a second of now. */
export const speeds = [1, 5, 15, 30, 60] as const;
export type Speed = (typeof speeds)[number];
export const isSpeed = (n: number): n is Speed => speeds.some((speed) => speed === n);

/** One request has at most 60 frames; so many are shown while the next ones are fetched. */
export const framesAtOnce = 30;
const stepMs = 1_000;

/** Frames that play shows from `at` on: one a second. */
export interface Stretch {
  readonly from: number;
  readonly everyMs: number;
  readonly count: number;
}

/** The stretch that holds `at`: the same for all its moments, so that it is asked for once. */
export const stretchOf = (begun: number, at: number, speed: Speed, latest: number): Stretch => {
  const everyMs = speed * stepMs;
  const length = everyMs * framesAtOnce;
  const from = begun + Math.floor((at - begun) / length) * length;
  return { from, everyMs, count: Math.max(1, Math.min(framesAtOnce, Math.floor((latest - from) / everyMs) + 1)) };
};

/** The stretch after it. */
export const stretchAfter = (stretch: Stretch, latest: number): Stretch | null => {
  const from = stretch.from + stretch.everyMs * framesAtOnce;
  if (from > latest) return null;
  return { ...stretch, from, count: Math.max(1, Math.min(framesAtOnce, Math.floor((latest - from) / stretch.everyMs) + 1)) };
};

/** Steps of the keys: a second with Alt, ten, a minute with Shift. */
export const stepOf = (modifiers: { readonly shift: boolean; readonly alt: boolean }): number =>
  modifiers.alt ? 1_000 : modifiers.shift ? 600_000 : 60_000;
