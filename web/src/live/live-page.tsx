import { useQuery } from '@tanstack/react-query';
import { memo, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Gap } from '../../../functions/domain/engine-output.ts';
import { gapsQuery, meQuery } from '../api/queries.ts';
import { maySeeGaps, type Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { useKiosk } from '../shell/kiosk.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { formatClock, formatMinute, formatSpan } from '../time/core/format.ts';
import { statisticsDay } from '../time/core/zone.ts';
import { Icon } from '../ui/icons.tsx';
import { Loading, Notice } from '../ui/notice.tsx';
import { AgentsSection } from './agents-section.tsx';
import { CallsSection } from './calls-section.tsx';
import type { Board } from './core/board.ts';
import { isUnheard } from './core/freshness.ts';
import { unseenMs, unseenSince } from './core/unseen.ts';
import { filterWords } from './core/views.ts';
import { BeatProvider } from './elapsed.tsx';
import { ExtensionsSection } from './extensions-section.tsx';
import { QueuesSection } from './queues-section.tsx';
import { TotalsSection } from './totals-section.tsx';
import { isMild, troubleSentence } from './trouble-words.ts';
import { useBoard, useFreshness, useSocketProblem } from './use-live.ts';

/** What was just told of a gap may take this long to be in the list of gaps. */
const gapsSettleMs = 5_000;

/** Since when and how much the day's totals may lack, in a few words; null when nothing is known to be missing. */
const useIncomplete = (site: Site, open: readonly Gap[]): string | null => {
  const { api, clock } = useServices();
  const { data: me } = useQuery(meQuery(api));
  const day = statisticsDay(site.timeZone, site.resetTime, clock.now());
  const enabled = maySeeGaps(me);
  const { data = [], refetch } = useQuery({ ...gapsQuery(api, site.site, day, 60_000), enabled, retry: false });
  // A gap that opens or closes on the board is news for the list, now and when it has surely been written.
  const openIds = open.map((gap) => gap.gapId).join(' ');
  const known = useRef(openIds);
  useEffect(() => {
    if (!enabled || known.current === openIds) return;
    known.current = openIds;
    void refetch();
    const timer = setTimeout(() => void refetch(), gapsSettleMs);
    return () => clearTimeout(timer);
  }, [openIds, enabled, refetch]);
  const gaps = [...data, ...open];
  const unseen = unseenMs(gaps, day, clock.now());
  if (unseen === 0) return null;
  return `since ${formatMinute(site.timeZone, unseenSince(gaps, day))}: ${formatSpan(unseen)} of today not seen`;
};

const Marking = ({ zone }: { readonly zone: string }) => {
  const { trouble, quietMs } = useFreshness();
  const { clock } = useServices();
  if (trouble !== null) {
    const mild = isMild(trouble);
    // The moment of a lost connection is by this machine's clock, all others are the site's.
    const told = trouble.kind === 'connectionLost' ? { ...trouble, since: trouble.since + (clock.now() - Date.now()) } : trouble;
    return (
      <p className={`banner ${mild ? 'warn' : 'bad'}`}>
        <Icon name="warning" /> {troubleSentence(told, zone)}
      </p>
    );
  }
  if (quietMs === null) return null;
  return <p className="banner quiet">Quiet: all links are up; nothing has changed at the site for {formatSpan(quietMs)}.</p>;
};

const Awaited = () => (
  <div className="panel is-plain">
    <Notice title="Nothing to show yet">
      Once a Trunkline agent is enrolled for this site and connected to its PBX, hunt groups, calls, agents and extensions appear here by
      themselves.
    </Notice>
  </div>
);

const Sections = memo(({ board, site, filter }: { readonly board: Board; readonly site: Site; readonly filter: string }) => {
  const words = useMemo(() => filterWords(filter), [filter]);
  const groupNames = useMemo(() => new Map(board.queues.map((queue) => [queue.key, queue.name || queue.key])), [board.queues]);
  const incomplete = useIncomplete(site, board.gaps);
  return (
    <>
      <TotalsSection board={board} site={site} incomplete={incomplete} />
      {isUnheard(board) ? (
        <Awaited />
      ) : (
        <div className="live-grid">
          <QueuesSection queues={board.queues} words={words} />
          <CallsSection calls={board.calls} words={words} />
          <AgentsSection agents={board.agents} groupNames={groupNames} words={words} />
          <ExtensionsSection extensions={board.extensions} words={words} />
        </div>
      )}
    </>
  );
});

interface Pause {
  readonly board: Board;
  readonly at: number;
}

export const LivePage = ({ site }: { readonly site: Site }) => {
  const { clock } = useServices();
  const live = useBoard();
  const problem = useSocketProblem();
  const freshness = useFreshness();
  const kiosk = useKiosk();
  const [pause, setPause] = useState<Pause | null>(null);
  const [typed, setTyped] = useState('');
  const filter = useDeferredValue(typed);
  const paused = pause !== null && pause.board.site === site.site ? pause : null;
  const board = paused?.board ?? live;
  const offset = clock.now() - Date.now();
  const vouchedFor = freshness.trouble?.kind === 'connectionLost' && freshness.confirmedAt !== null ? freshness.confirmedAt + offset : null;
  return (
    <div className="page live-page" data-stale={freshness.stale || undefined}>
      <div className="page-head">
        <PageTitle title="Live" context={site.name} />
        {kiosk ? null : (
          <div className="page-tools">
            <label className="search">
              <Icon name="search" />
              <span className="sr-only">Filter the live page</span>
              <input type="search" placeholder="Filter" value={typed} onChange={(event) => setTyped(event.target.value)} />
            </label>
            <button
              type="button"
              className="button"
              disabled={live === null}
              onClick={() => setPause(paused === null && live !== null ? { board: live, at: clock.now() } : null)}
            >
              <Icon name={paused === null ? 'pause' : 'play'} /> {paused === null ? 'Pause' : 'Resume'}
            </button>
          </div>
        )}
      </div>
      {paused === null ? null : (
        <p className="banner warn">
          <Icon name="pause" /> Paused at {formatClock(site.timeZone, paused.at)}. The page keeps listening; press Resume to see what has
          changed.
        </p>
      )}
      <Marking zone={site.timeZone} />
      {problem !== null && board === null ? (
        <Notice icon="warning" title={problem.title || 'Live figures are not available'}>
          {problem.detail}
        </Notice>
      ) : board === null ? (
        <Loading what="live figures" />
      ) : (
        <BeatProvider frozenAt={paused?.at ?? vouchedFor}>
          <Sections board={board} site={site} filter={filter} />
        </BeatProvider>
      )}
    </div>
  );
};
