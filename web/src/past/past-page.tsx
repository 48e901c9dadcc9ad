import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { shownQuery } from '../boards/board-queries.ts';
import { BoardView } from '../boards/board-view.tsx';
import { fullBoardQuery } from '../boards/editor/board-api.ts';
import { formatClock, formatDay } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { dayAt, sameTimeOn } from './core/past-day.ts';
import { pastFeed } from './core/past-feed.ts';
import type { PastSearch } from './core/past-search.ts';
import { isSpeed, speeds, stepOf } from './core/play.ts';
import './past.css';
import { TimeBar } from './time-bar.tsx';
import { usePastFrame } from './use-past-frame.ts';
import { usePlay } from './use-play.ts';

/** Where one begins who names no moment: near enough to be known of a new site too. */
const agoMs = 600_000;
const settleMs = 250;

/** The moment once the handle rests, so that a drag over a day asks for one frame. */
const useSettled = (at: number, playing: boolean): number => {
  const [settled, setSettled] = useState(at);
  useEffect(() => {
    if (playing) return;
    const timer = setTimeout(() => setSettled(at), settleMs);
    return () => clearTimeout(timer);
  }, [at, playing]);
  return settled;
};

/** A board as it stood at a past moment, with play. */
export const PastPage = ({ site, board, search }: { readonly site: Site; readonly board: string; readonly search: PastSearch }) => {
  const { api, clock } = useServices();
  const navigate = useNavigate();
  const zone = site.timeZone;
  const asked = search.at === undefined ? Number.NaN : Date.parse(search.at);
  const [ready, setReady] = useState(true);
  const play = usePlay(Math.floor((Number.isNaN(asked) ? clock.now() - agoMs : asked) / 1_000) * 1_000, ready);
  const settled = useSettled(play.at, play.playing);
  const full = useQuery(fullBoardQuery(api, site.site, board));
  const wanted = search.view ?? full.data?.views[0]?.id;
  const shown = useQuery({ ...shownQuery(api, site.site, board, wanted ?? ''), enabled: wanted !== undefined });
  const view = shown.data?.view.id ?? null;
  const { frame, notes, error, waiting, retry } = usePastFrame(site.site, board, view, play, settled);
  useEffect(() => setReady(!waiting), [waiting]);
  useEffect(() => {
    if (play.playing) return;
    void navigate({ to: '.', search: (before) => ({ ...before, at: new Date(settled).toISOString() }), replace: true });
  }, [settled, play.playing, navigate]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== ' ' || (event.target instanceof HTMLElement && event.target.closest('button, input, select, a') !== null)) return;
      event.preventDefault();
      play.setPlaying(!play.playing);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
  if (full.error !== null && full.data === undefined) return <Failure error={full.error} retry={() => void full.refetch()} />;
  if (shown.error !== null) return <Failure error={shown.error} retry={() => void shown.refetch()} />;
  if (shown.data === undefined) return <Loading what="the board" />;
  const day = dayAt(zone, play.at);
  const goOn = (date: string): void => {
    const at = sameTimeOn(zone, play.at, date);
    if (at !== null) play.go(at);
  };
  const step = (way: number, ms: number): void => play.go(play.at + way * ms);
  const minute = stepOf({ shift: false, alt: false });
  return (
    <div className="past-page">
      <header className="past-head">
        <h1 className="page-title">{shown.data.name}</h1>
        <p className="past-mark">
          <Icon name="undo" /> <strong>The past</strong>{' '}
          <span className="num">{`${formatDay(zone, play.at)} ${formatClock(zone, play.at)}`}</span>
        </p>
        <Link className="button" to="/sites/$site/boards/$board" params={{ site: site.site, board }}>
          Back to live
        </Link>
      </header>
      <div className="past-controls">
        <label>
          Day <input type="date" value={day.date} max={dayAt(zone, clock.now()).date} onChange={(event) => goOn(event.target.value)} />
        </label>
        <button type="button" className="button" onClick={() => step(-1, minute)}>
          −1 min
        </button>
        <button type="button" className="button primary" aria-pressed={play.playing} onClick={() => play.setPlaying(!play.playing)}>
          <Icon name={play.playing ? 'pause' : 'play'} /> {play.playing ? 'Pause' : 'Play'}
        </button>
        <button type="button" className="button" onClick={() => step(1, minute)}>
          +1 min
        </button>
        <label>
          Speed{' '}
          <select
            value={play.speed}
            onChange={(event) => {
              const speed = Number(event.target.value);
              if (isSpeed(speed)) play.setSpeed(speed);
            }}
          >
            {speeds.map((speed) => (
              <option key={speed} value={speed}>
                {speed}×
              </option>
            ))}
          </select>
        </label>
        {shown.data.views.length > 1 ? (
          <label>
            View{' '}
            <select
              value={shown.data.view.id}
              onChange={(event) => void navigate({ to: '.', search: (before) => ({ ...before, view: event.target.value }), replace: true })}
            >
              {shown.data.views.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <span className="muted" role="status">
          {waiting ? 'Working it out…' : ''}
        </span>
      </div>
      <TimeBar site={site} day={day} at={play.at} latest={clock.now()} onGo={play.go} />
      {error === null ? null : <Failure error={error} retry={retry} />}
      {frame?.why == null ? (
        <div className="past-board" data-waiting={waiting || undefined}>
          <BoardView site={site} shown={shown.data} feed={pastFeed(site.site, frame, play.at)} />
        </div>
      ) : (
        <Notice icon="warning" title="Nothing is known of this moment">
          {frame.why}
        </Notice>
      )}
      {notes.length === 0 ? null : (
        <ul className="past-notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <p className="muted past-foot">
        The board and its filters are those of today; calls, people, names and thresholds are those of then. Graphs, variables and external
        data are not kept. Space plays; in the bar, arrows go a minute, with Shift ten, with Alt a second.
      </p>
    </div>
  );
};
