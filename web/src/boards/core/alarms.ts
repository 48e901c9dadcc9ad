import type { Alarm } from '../../../../functions/domain/board.ts';

/** `unknown` = the number is not there or no longer vouched for: that starts nothing and ends nothing silently. */
export interface AlarmState {
  readonly state: 'active' | 'quiet' | 'unknown';
  /** It was active when its number was last known. */
  readonly wasActive: boolean;
}

/** Numbers an alarm is judged by: one of a figure, all rows of a grid's column. Null = not known. */
export type AlarmNumbers = readonly (number | null)[];

const matches = ({ comparison, value, to }: Alarm, number: number): boolean => {
  switch (comparison) {
    case 'above':
      return number > value;
    case 'below':
      return number < value;
    case 'equals':
      return number === value;
    case 'between':
      return number >= value && to !== null && number <= to;
  }
};

/** Active while any number matches. A grid without rows is quiet; where no number of any is known, nothing is known. */
export const judgeAlarm = (alarm: Alarm, numbers: AlarmNumbers, before: AlarmState | undefined): AlarmState => {
  const known = numbers.filter((number) => number !== null);
  if (known.some((number) => matches(alarm, number))) return { state: 'active', wasActive: true };
  if (known.length === 0 && numbers.length > 0) return { state: 'unknown', wasActive: before?.wasActive ?? false };
  return { state: 'quiet', wasActive: false };
};

/** By alarm. */
export type TileAlarms = ReadonlyMap<string, AlarmState>;

/** @param numbersOf the numbers of a field of the tile; `vouchedFor` false = old: none of them is known. */
export const judgeTile = (
  alarms: readonly Alarm[],
  numbersOf: (field: number) => AlarmNumbers,
  vouchedFor: boolean,
  before: TileAlarms | undefined,
): TileAlarms =>
  new Map(
    alarms.map((alarm) => [alarm.id, judgeAlarm(alarm, vouchedFor ? numbersOf(alarm.field) : [null], before?.get(alarm.id))] as const),
  );

/** What alarms make of a tile. Each property is that of the last active alarm that sets it (L2886-2942). */
export interface TileSignal {
  /** `unknown`: an alarm was active and its number is not known now. */
  readonly state: 'active' | 'quiet' | 'unknown';
  /** Beside the figure; null = none. */
  readonly word: string | null;
  readonly flash: boolean;
  readonly background: string | null;
  /** By field: the colour of that figure. */
  readonly foreground: ReadonlyMap<number, string>;
  readonly fill: boolean;
  /** The alarm whose sound counts, and which it is; null = none. */
  readonly sound: { readonly alarm: string; readonly sound: string; readonly times: number } | null;
}

export const quietSignal: TileSignal = {
  state: 'quiet',
  word: null,
  flash: false,
  background: null,
  foreground: new Map(),
  fill: false,
  sound: null,
};

/**
 * What was active and is not known any more keeps its colours and its word, but does not flash, fill or sound: it is neither still so nor over.
 */
export const tileSignal = (alarms: readonly Alarm[], states: TileAlarms): TileSignal => {
  const standing = alarms.filter(({ id }) => states.get(id)?.wasActive === true);
  if (standing.length === 0) return quietSignal;
  const active = standing.filter(({ id }) => states.get(id)?.state === 'active');
  const last = <T>(of: readonly Alarm[], read: (alarm: Alarm) => T | null): T | null =>
    of.reduce<T | null>((found, alarm) => read(alarm) ?? found, null);
  return {
    state: active.length > 0 ? 'active' : 'unknown',
    word: last(standing, ({ word }) => (word === '' ? null : word)),
    flash: active.some(({ flash }) => flash),
    background: last(standing, ({ background }) => background),
    foreground: new Map(standing.flatMap(({ field, foreground }) => (foreground === null ? [] : [[field, foreground] as const]))),
    fill: active.some(({ fill }) => fill),
    sound: last(active, ({ id, sound }) => (sound === null ? null : { alarm: id, ...sound })),
  };
};

/** The sound to play now: that of the alarm that counts, when it has just become active. One that falls back to a milder alarm is silent. */
export const soundToPlay = (
  signal: TileSignal,
  before: TileAlarms | undefined,
): { readonly sound: string; readonly times: number } | null => {
  const { sound } = signal;
  if (sound === null || before?.get(sound.alarm)?.state === 'active') return null;
  // A number that was away for a moment and comes back as it was is no news.
  if (before?.get(sound.alarm)?.wasActive === true) return null;
  return { sound: sound.sound, times: sound.times };
};

/** What a listener is told of a tile: changes of its alarm state only. Null = nothing. */
export const alarmNews = (title: string, before: TileSignal, after: TileSignal): string | null => {
  if (before.state === after.state && before.word === after.word) return null;
  switch (after.state) {
    case 'active':
      return `${title}: ${after.word ?? 'Alarm'}.`;
    case 'unknown':
      return `${title}: ${after.word ?? 'Alarm'}, not known any more.`;
    case 'quiet':
      return `${title}: alarm over.`;
  }
};
