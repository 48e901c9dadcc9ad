import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { meQuery } from '../api/queries.ts';
import { maySeeFigures, type Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { useKiosk } from '../shell/kiosk.ts';
import { formatDay, formatDuration, formatHours, formatShare } from '../time/core/format.ts';
import type { Board, LiveTotals } from './core/board.ts';
import { isUnheard } from './core/freshness.ts';
import { useLiveNow } from './elapsed.tsx';

interface Card {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly meaning: string;
  /** The same figure of the catalogue, by which it is explained. */
  readonly statistic?: string;
  readonly tone?: 'warn' | 'bad';
}

/** `2026-03-02` as `Mon 2 Mar 2026`. */
const formatDate = (day: string): string => {
  const at = Date.parse(`${day}T12:00:00Z`);
  return Number.isNaN(at) ? day : formatDay('UTC', at);
};

const count = (n: number): string => n.toLocaleString('en-GB');

const dayCards = (totals: LiveTotals): readonly Card[] => {
  const { callsInbound, answered, lost, answeredWithinTarget, ringMsAnswered } = totals;
  return [
    {
      label: 'Inbound',
      statistic: 'callsInbound',
      value: count(callsInbound),
      note: 'calls today',
      meaning: 'External calls that came in since the day began: answered, lost, and those that nobody has answered yet.',
    },
    {
      label: 'Answered',
      statistic: 'callsInAnsExternal',
      value: count(answered),
      note: `${formatShare(answered, callsInbound)} of inbound`,
      meaning: 'Inbound calls that a person or other answering device took. They count from the moment of the answer.',
    },
    {
      label: 'Lost',
      statistic: 'callsLost',
      value: count(lost),
      note: `${formatShare(lost, callsInbound)} of inbound`,
      meaning: 'Inbound calls that ended before anybody answered (also called abandoned). Their share is of all inbound calls so far.',
    },
    {
      label: 'Service level',
      statistic: 'serviceLevelF3',
      value: formatShare(answeredWithinTarget, answered + lost),
      note: 'answered in target',
      meaning:
        'Calls answered within the target time, divided by answered and lost calls together. A dash means that there was no call yet.',
    },
    {
      label: 'Average answer',
      statistic: 'avgAnswerTimeIn',
      value: answered === 0 ? '–' : formatDuration(ringMsAnswered / answered),
      note: 'ring before answer',
      meaning: 'Ring time of the answered inbound calls, divided by their number. A hunt group may start it anew.',
    },
    {
      label: 'Outbound',
      statistic: 'callsOutExternal',
      value: count(totals.callsOutbound),
      note: 'calls today',
      meaning: 'External calls made since the day began, whether or not they were answered.',
    },
    {
      label: 'Internal',
      statistic: 'callsInternal',
      value: count(totals.callsInternal),
      note: 'calls today',
      meaning: 'Calls between phones of the site that began since the day began.',
    },
    {
      label: 'Talk time',
      statistic: 'totalTalkTimeIn',
      value: formatHours(totals.talkMs),
      note: 'inbound, ended',
      meaning: 'Time spoken on inbound calls that have ended, without hold. A call counts when it ends.',
    },
  ];
};

const nowCards = (board: Board, now: number): readonly Card[] => {
  const waiting = board.queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const since = board.queues.flatMap((queue) => queue.longestWaitSince ?? []);
  const waitMs = since.length === 0 ? 0 : now - Math.min(...since);
  return [
    {
      label: 'In progress',
      value: count(board.calls.length),
      note: 'calls now',
      meaning: 'All calls at this moment: inbound, outbound and internal, in any state, whenever they began.',
    },
    {
      label: 'Waiting',
      value: count(waiting),
      note: waiting === 0 ? 'nobody waits' : `longest ${formatDuration(waitMs)}`,
      meaning: 'Calls queued at hunt groups at this moment, and how long the first of them has waited.',
      ...(waiting > 0 ? { tone: 'warn' } : {}),
    },
  ];
};

const Meanings = ({ cards }: { readonly cards: readonly Card[] }) => (
  <DialogTrigger>
    <Button className="button small plain">What do these count?</Button>
    <Popover className="popover" placement="bottom end">
      <Dialog className="meanings" aria-label="What the figures count">
        <dl>
          {cards.map((card) => (
            <div key={card.label}>
              <dt>{card.label}</dt>
              <dd>{card.meaning}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </Popover>
  </DialogTrigger>
);

const ExplainPanel = lazy(() => import('../figures/pages.ts').then((pages) => ({ default: pages.ExplainPanel })));

/** Figures of the statistics day and of this moment. `incomplete` = since when and how much of the day is missing. */
export const TotalsSection = ({
  board,
  site,
  incomplete,
}: {
  readonly board: Board;
  readonly site: Site;
  readonly incomplete: string | null;
}) => {
  const { api } = useServices();
  const { data: me } = useQuery(meQuery(api));
  const now = useLiveNow();
  const kiosk = useKiosk();
  const [why, setWhy] = useState<string | null>(null);
  // These totals are of the whole site; who sees some units alone would be told of other calls than were counted.
  const explained = !kiosk && me !== undefined && maySeeFigures(me) && !me.limited;
  const counted = [...nowCards(board, now), ...(board.totals === null ? [] : dayCards(board.totals))];
  // A zero is a count; where nobody has counted there is none.
  const cards = isUnheard(board) ? counted.map((card) => ({ ...card, value: '–', note: 'not known' })) : counted;
  return (
    <section className="totals" aria-label="Today's totals">
      <div className="totals-head">
        <h2>Today{board.totals === null ? '' : <span className="muted"> {formatDate(board.totals.day)}</span>}</h2>
        {incomplete === null ? null : <span className="badge bad">Incomplete {incomplete}</span>}
        {kiosk ? null : <Meanings cards={cards} />}
      </div>
      {me?.limited === true && !kiosk ? (
        <p className="muted totals-note">Totals are of the whole site, not of your business units alone; reports count yours.</p>
      ) : null}
      <dl className="cards">
        {cards.map((card) => (
          <div key={card.label} className={`card ${card.tone ?? ''}`}>
            <dt>{card.label}</dt>
            <dd className="card-value num">
              {card.statistic === undefined || !explained ? (
                card.value
              ) : (
                <button
                  type="button"
                  className="card-why"
                  aria-haspopup="dialog"
                  aria-label={`${card.label}: ${card.value}. How this number came about`}
                  onClick={() => setWhy(card.statistic ?? null)}
                >
                  {card.value}
                </button>
              )}
            </dd>
            <dd className="card-note num">{card.note}</dd>
          </div>
        ))}
      </dl>
      {why === null ? null : (
        <Suspense fallback={null}>
          <ExplainPanel site={site} figure={{ statistic: why, template: 'site', named: 'today' }} close={() => setWhy(null)} />
        </Suspense>
      )}
    </section>
  );
};
