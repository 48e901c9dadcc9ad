import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { LimitedNote } from '../figures/limited-note.tsx';
import { liveOnly } from '../live/core/socket-core.ts';
import { ReportsSection } from '../shell/reports-section.tsx';
import { useBeat } from '../time/clock.ts';
import { formatClock, plural } from '../time/core/format.ts';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { Told } from '../ui/told.tsx';
import { CallBackRow } from './call-back-row.tsx';
import { nobodyWords, summaryWords } from './core/call-back-words.ts';
import type { CallBack, CallBackList } from './core/types.ts';
import { useCallBacks } from './use-call-backs.ts';
import { useTaking } from './use-taking.ts';
import '../site/site.css';
import './call-backs.css';

const choices = [
  ['all', 'All'],
  ['free', 'Nobody’s'],
  ['mine', 'Mine'],
  ['overdue', 'Overdue'],
] as const;
type Choice = (typeof choices)[number][0];

const passes = (choice: Choice, item: CallBack, now: number): boolean => {
  switch (choice) {
    case 'all':
      return true;
    case 'free':
      return item.claimedBy === null;
    case 'mine':
      return item.mine;
    case 'overdue':
      return now >= item.dueAt;
  }
};

const Rule = ({ site, rule }: { readonly site: string; readonly rule: CallBackList['rule'] }) => (
  <details className="site-help">
    <summary>What is on this list</summary>
    <p>{rule.words}</p>
    <p>
      <Link to="/sites/$site/configuration/$part" params={{ site, part: 'settings' }}>
        Days and minutes are settings of the site
      </Link>
    </p>
  </details>
);

const CallBackLists = ({ site }: { readonly site: Site }) => {
  const { socket, clock } = useServices();
  const { data: list, error, refetch, dataUpdatedAt } = useCallBacks(site.site, true);
  const [choice, setChoice] = useState<Choice>('all');
  const [told, tell] = useState('');
  const taking = useTaking(site.site, site.timeZone, tell);
  const now = useBeat(clock);
  useEffect(() => {
    socket.want({ ...liveOnly, notices: true });
    return () => socket.want(liveOnly);
  }, [socket]);
  if (list === undefined && error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (list === undefined) return <Loading what="who waits for a call back" />;
  const limited = list.limitedTo != null;
  const shown = list.items.filter((item) => passes(choice, item, now));
  return (
    <>
      <Told>{told}</Told>
      {error === null ? null : (
        <p role="alert" className="banner warn">
          The list is as of {formatClock(site.timeZone, dataUpdatedAt)}: {error.message} It is tried again by itself.
        </p>
      )}
      <LimitedNote limitedTo={list.limitedTo} left="on this list" />
      <div className="list-tools">
        <fieldset className="segments call-back-choices">
          <legend className="sr-only">Show</legend>
          {choices.map(([id, words]) => (
            <button
              key={id}
              type="button"
              className="segment"
              aria-current={choice === id ? 'true' : undefined}
              onClick={() => setChoice(id)}
            >
              {words} <span className="num">{list.items.filter((item) => passes(id, item, now)).length}</span>
            </button>
          ))}
        </fieldset>
        <p className="muted">{summaryWords(list)}</p>
      </div>
      <Rule site={site.site} rule={list.rule} />
      {list.items.length === 0 ? (
        <div className="panel">
          <Notice title={nobodyWords(list)}>
            {list.withheld === 0
              ? `Every caller whose call was lost ${limited ? 'there ' : ''}in the last ${plural(list.rule.windowDays, 'day')} has been spoken to since.`
              : `${plural(list.withheld, 'lost call')} ${limited ? 'there ' : ''}of the last ${plural(list.rule.windowDays, 'day')} had no number, so nobody can call back.`}
          </Notice>
        </div>
      ) : shown.length === 0 ? (
        <div className="panel">
          <Notice title="None of these" />
        </div>
      ) : (
        <ul className="call-backs" aria-label="Numbers to call back, due first comes first">
          {shown.map((item) => (
            <CallBackRow key={item.id} site={site.site} zone={site.timeZone} item={item} now={now} taking={taking} tell={tell} />
          ))}
        </ul>
      )}
      {list.total > list.items.length ? (
        <p className="site-note">
          The first {plural(list.items.length, 'number')} of {list.total.toLocaleString('en-GB')} are shown.
        </p>
      ) : null}
    </>
  );
};

/** Lost calls that nobody has returned, as work that people take: it clears itself once somebody talks to the number. */
export const CallBacksPage = ({ site }: { readonly site: Site }) => (
  <ReportsSection site={site} here="call-backs" title="Call-backs">
    {() => <CallBackLists site={site} />}
  </ReportsSection>
);
