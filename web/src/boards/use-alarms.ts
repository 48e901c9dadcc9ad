import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ShownView } from '../../../functions/domain/board.ts';
import { may } from '../api/may.ts';
import { meQuery } from '../api/queries.ts';
import { useServices } from '../app/services.ts';
import { alarmNumbers } from './core/alarm-numbers.ts';
import { quietSignal, type TileSignal } from './core/alarms.ts';
import type { BoardFeed } from './core/feed.ts';
import { alarmsOf, type BoardAlarms, noAlarms, stepAlarms } from './core/step-alarms.ts';
import { worklistQuery } from './worklist-query.ts';

const noneHidden = (): boolean => false;

/** How many numbers each list of the view has that an alarm watches; null = not known. */
const useLostCalls = (site: string, shown: ShownView, hidden: boolean): ReadonlyMap<string, number | null> => {
  const { api } = useServices();
  const watched = shown.view.tiles.filter((tile) => tile.kind === 'worklist' && tile.alarms.length > 0);
  const { data: me } = useQuery({ ...meQuery(api), enabled: watched.length > 0 && !hidden });
  const enabled = !hidden && may(me, 'callBacks.use');
  return useQueries({
    queries: watched.map((tile) => ({ ...worklistQuery(api, site, shown.gridFilters[tile.id]), enabled })),
    combine: (answers) => new Map(answers.map(({ data }, i) => [watched[i]?.id ?? '', data?.total ?? null] as const)),
  });
};

export interface Alarms {
  readonly signalOf: (tile: string) => TileSignal;
  readonly anyFlash: boolean;
  /** Tiles that want the whole screen. */
  readonly filling: readonly string[];
  /** What a listener is told last; empty = nothing yet. */
  readonly news: string;
}

/** The alarms of a view, looked at with each change and each second. */
export const useAlarms = (
  site: string,
  zone: string,
  shown: ShownView,
  feed: BoardFeed,
  hidesNumbers: boolean,
  play: (sound: string, times: number) => void,
): Alarms => {
  const lost = useLostCalls(site, shown, hidesNumbers || feed.past === true);
  const last = useRef<{ readonly view: string; readonly alarms: BoardAlarms }>({ view: '', alarms: noAlarms });
  const [alarms, setAlarms] = useState<BoardAlarms>(noAlarms);
  const [news, setNews] = useState('');
  const sound = useRef(play);
  sound.current = play;
  const watched = useMemo(() => shown.view.tiles.some((tile) => alarmsOf(tile).length > 0), [shown]);
  const view = `${shown.board} ${shown.view.id}`;
  useEffect(() => {
    // Nothing has come yet: that is not a number that went away.
    if (!watched || feed.freshness.state === 'loading') return;
    const around = { shown, feed, zone, isHidden: noneHidden };
    const before = last.current.view === view ? last.current.alarms : noAlarms;
    const step = stepAlarms(
      before,
      shown,
      (tile, field) => alarmNumbers(tile, field, around, lost.get(tile.id) ?? null),
      feed.freshness.state === 'fresh',
    );
    last.current = { view, alarms: step.after };
    setAlarms(step.after);
    if (step.news.length > 0) setNews(step.news.join(' '));
    // What is over wants nobody's attention.
    if (feed.past === true) return;
    for (const { sound: name, times } of step.sounds) sound.current(name, times);
  }, [watched, shown, feed, zone, lost, view]);
  const signals = watched ? alarms.signals : noAlarms.signals;
  return {
    signalOf: (tile) => signals.get(tile) ?? quietSignal,
    anyFlash: [...signals.values()].some(({ flash }) => flash),
    filling: [...signals].flatMap(([tile, { fill }]) => (fill ? [tile] : [])),
    news,
  };
};
