import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { Call, CallOutcome } from '../../../functions/domain/segment.ts';
import { gapsQuery, meQuery } from '../api/queries.ts';
import { maySeeGaps, type Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { filterWords, matches } from '../live/core/views.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { formatDayMinute, formatZone, plural } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { ListFoot } from '../ui/list-foot.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { CallsTable } from './calls-table.tsx';
import { deviceOf, directionWord, fromOf, outcomeWords, toOf } from './core/call-row.ts';
import { type RangeChoice, rangeOf, rangeText } from './core/range.ts';
import { gapSentence } from './gap-words.ts';
import { RangeBar } from './range-bar.tsx';
import { TimelinePatterns } from './timeline-picture.tsx';
import { type CallList, useCallList } from './use-call-list.ts';

const outcomes: readonly CallOutcome[] = ['answered', 'lost', 'unanswered', 'failed', 'inProgress'];

const fieldsOf = (call: Call): readonly (string | null)[] => {
  const { outsideNumber, ddi, dnis, huntGroup, huntGroupName, trunk, trunkName, accountCode } = call;
  const parties = [fromOf(call), toOf(call), deviceOf(call)].flatMap((party) => [party.main, party.extra]);
  return [
    ...parties,
    outsideNumber,
    ddi,
    dnis,
    huntGroup,
    huntGroupName,
    trunk,
    trunkName,
    accountCode,
    outcomeWords[call.outcome],
    directionWord(call),
  ];
};

const GapBanner = ({ site, from, to }: { readonly site: Site; readonly from: number; readonly to: number }) => {
  const { clock } = useServices();
  const gaps = useGaps(site, from, to);
  const first = gaps[0];
  if (first === undefined) return null;
  return (
    <p className="banner warn">
      <Icon name="warning" />{' '}
      {gaps.length === 1
        ? gapSentence(first, site.timeZone, clock.now())
        : `${plural(gaps.length, 'gap')} in this range; they are marked in the list. Calls of those times are missing or incomplete.`}
    </p>
  );
};

const useGaps = (site: Site, from: number, to: number) => {
  const { api } = useServices();
  const { data: me } = useQuery(meQuery(api));
  const { data = [] } = useQuery({ ...gapsQuery(api, site.site, { from, to }, 60_000), enabled: maySeeGaps(me), retry: false });
  return data;
};

const footWords = { load: 'Load older calls', loading: 'Loading older calls…' };
const Foot = ({ list, site }: { readonly list: CallList; readonly site: Site }) => (
  <ListFoot more={list.complete ? null : { load: list.loadMore, loading: list.loadingMore }} words={footWords}>
    {plural(list.rows.length, 'call')}{' '}
    {list.complete
      ? 'in all; the beginning of the range is reached.'
      : `back to ${formatDayMinute(site.timeZone, list.reached)}; older ones are not loaded yet.`}
  </ListFoot>
);

export const CallsPage = ({ site, choice }: { readonly site: Site; readonly choice: RangeChoice }) => {
  const { clock } = useServices();
  const navigate = useNavigate();
  const { range, from, to } = choice;
  // "Now" of an open range is the moment it was chosen: rows must not shift with the clock.
  const chosen = useMemo(
    () =>
      rangeOf(
        { ...(range === undefined ? {} : { range }), ...(from === undefined || to === undefined ? {} : { from, to }) },
        site.timeZone,
        site.resetTime,
        Math.ceil(clock.now()),
      ),
    [range, from, to, site.timeZone, site.resetTime, clock],
  );
  return (
    <div className="page calls-page">
      <TimelinePatterns />
      <div className="page-head">
        <PageTitle title="Calls" context={site.name} />
        <p className="range-text muted">
          {rangeText(chosen, site.timeZone)} · times in {site.timeZone} ({formatZone(site.timeZone, chosen.from)})
        </p>
      </div>
      <RangeBar
        key={`${range} ${from} ${to}`}
        site={site}
        range={chosen}
        go={(start, end) =>
          void navigate({ to: '/sites/$site/calls', params: { site: site.site }, search: { range: 'custom', from: start, to: end } })
        }
      />
      <GapBanner site={site} from={chosen.from} to={chosen.to} />
      <List key={`${chosen.from} ${chosen.to}`} site={site} chosen={chosen} />
    </div>
  );
};

const List = ({ site, chosen }: { readonly site: Site; readonly chosen: ReturnType<typeof rangeOf> }) => {
  const list = useCallList(site, chosen);
  const gaps = useGaps(site, chosen.from, chosen.to);
  const [typed, setTyped] = useState('');
  const [outcome, setOutcome] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const words = filterWords(useDeferredValue(typed));
  const toggle = useCallback(
    (id: string) =>
      setOpen((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    [],
  );
  if (list.error !== null && list.rows.length === 0) return <Failure error={list.error} retry={list.retry} />;
  if (list.loading) return <Loading what="calls" />;
  const shown = list.rows.filter((call) => (outcome === '' || call.outcome === outcome) && matches(words, fieldsOf(call)));
  const filtered = shown.length !== list.rows.length;
  return (
    <>
      <div className="list-tools">
        <label className="search">
          <Icon name="search" />
          <span className="sr-only">Filter the loaded calls</span>
          <input type="search" placeholder="Filter by name or number" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </label>
        <label className="select">
          <span className="sr-only">Outcome</span>
          <select value={outcome} onChange={(event) => setOutcome(event.target.value)}>
            <option value="">All outcomes</option>
            {outcomes.map((each) => (
              <option key={each} value={each}>
                {outcomeWords[each]}
              </option>
            ))}
          </select>
        </label>
        {filtered ? (
          <span className="muted num">
            {shown.length.toLocaleString('en-GB')} of {plural(list.rows.length, 'loaded call')}
          </span>
        ) : null}
        <span className="header-space" />
        {list.fresh === 0 ? null : (
          <button type="button" className="button primary small" onClick={list.showFresh}>
            Show {plural(list.fresh, 'new call')}
          </button>
        )}
      </div>
      {list.error === null ? null : <Failure error={list.error} retry={list.loadMore} />}
      {shown.length === 0 && gaps.length === 0 ? (
        <div className="panel">
          <Notice title={filtered ? 'No loaded call matches the filter' : 'No call in this range'} />
          <Foot list={list} site={site} />
        </div>
      ) : (
        <CallsTable
          calls={shown}
          gaps={gaps.filter((gap) => gap.startedAt >= list.reached || list.complete)}
          site={site}
          open={open}
          toggle={toggle}
          foot={<Foot list={list} site={site} />}
        />
      )}
    </>
  );
};
