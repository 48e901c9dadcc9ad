import { useEffect, useState } from 'react';
import type { Alarm, ShownView, Tile } from '../../../../functions/domain/board.ts';
import { alarmNumbers } from '../core/alarm-numbers.ts';
import { judgeTile, type TileSignal, tileSignal } from '../core/alarms.ts';
import type { BoardFeed } from '../core/feed.ts';
import type { BoardSite } from '../tile-face.tsx';
import { useSounds } from '../use-sounds.ts';
import { isDataTile } from './core/data-tile.ts';

const testMs = 5_000;

/**
 * What alarms make of the tiles in the editor: judged by the figures as they are, or one of them shown for five seconds, so that it can be
 * tried. Filling the screen and sounds belong to trying alone: they would be in the way of editing.
 */
export const useSignals = (
  site: BoardSite,
  shown: ShownView,
  feed: BoardFeed,
): {
  readonly tested: string | null;
  readonly test: (tile: string, alarm: Alarm) => void;
  readonly signalOf: (tile: Tile) => TileSignal;
} => {
  const [trial, setTrial] = useState<{ readonly tile: string; readonly alarm: string } | null>(null);
  useEffect(() => {
    if (trial === null) return;
    const timer = setTimeout(() => setTrial(null), testMs);
    return () => clearTimeout(timer);
  }, [trial]);
  const sounds = useSounds(site.site);
  const around = { shown, feed, zone: site.timeZone, isHidden: () => false };
  return {
    tested: trial?.alarm ?? null,
    test: (tile, alarm) => {
      setTrial({ tile, alarm: alarm.id });
      if (alarm.sound !== null) sounds.play(alarm.sound.sound, alarm.sound.times);
    },
    signalOf: (tile) => {
      const alarms = isDataTile(tile) ? tile.alarms : [];
      const tried = trial?.tile === tile.id ? alarms.filter(({ id }) => id === trial.alarm) : [];
      if (tried.length > 0) return tileSignal(tried, new Map(tried.map(({ id }) => [id, { state: 'active', wasActive: true }])));
      const states = judgeTile(alarms, (field) => alarmNumbers(tile, field, around, null), true, undefined);
      return { ...tileSignal(alarms, states), fill: false, sound: null };
    },
  };
};
