import type { Alarm, ShownView, Tile } from '../../../../functions/domain/board.ts';
import {
  type AlarmNumbers,
  alarmNews,
  judgeTile,
  quietSignal,
  soundToPlay,
  type TileAlarms,
  type TileSignal,
  tileSignal,
} from './alarms.ts';
import { tileTitle } from './tile-words.ts';

/** Alarms of a view between two looks at it. */
export interface BoardAlarms {
  /** By tile. */
  readonly states: ReadonlyMap<string, TileAlarms>;
  readonly signals: ReadonlyMap<string, TileSignal>;
}
export const noAlarms: BoardAlarms = { states: new Map(), signals: new Map() };

export interface AlarmsStep {
  /** The same object as before when nothing changed. */
  readonly after: BoardAlarms;
  readonly news: readonly string[];
  readonly sounds: readonly { readonly sound: string; readonly times: number }[];
}

export const alarmsOf = (tile: Tile): readonly Alarm[] => ('alarms' in tile ? tile.alarms : []);

/** Looks at all alarms of a view once: what they make of its tiles now, what to say and what to play. */
export const stepAlarms = (
  before: BoardAlarms,
  shown: ShownView,
  numbersOf: (tile: Tile, field: number) => AlarmNumbers,
  vouchedFor: boolean,
): AlarmsStep => {
  const states = new Map<string, TileAlarms>();
  const signals = new Map<string, TileSignal>();
  const news: string[] = [];
  const sounds: { readonly sound: string; readonly times: number }[] = [];
  for (const tile of shown.view.tiles) {
    const alarms = alarmsOf(tile);
    if (alarms.length === 0) continue;
    const was = before.states.get(tile.id);
    const now = judgeTile(alarms, (field) => numbersOf(tile, field), vouchedFor, was);
    const signal = tileSignal(alarms, now);
    const told = alarmNews(tileTitle(tile, shown), before.signals.get(tile.id) ?? quietSignal, signal);
    const sound = soundToPlay(signal, was);
    states.set(tile.id, now);
    signals.set(tile.id, signal);
    if (told !== null) news.push(told);
    if (sound !== null) sounds.push(sound);
  }
  const same = sameStates(before.states, states);
  return { after: same ? before : { states, signals }, news, sounds };
};

const sameStates = (a: ReadonlyMap<string, TileAlarms>, b: ReadonlyMap<string, TileAlarms>): boolean =>
  a.size === b.size &&
  [...b].every(([tile, states]) => {
    const others = a.get(tile);
    return (
      others?.size === states.size &&
      [...states].every(([id, { state, wasActive }]) => {
        const other = others.get(id);
        return other?.state === state && other.wasActive === wasActive;
      })
    );
  });
