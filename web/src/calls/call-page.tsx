import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { fetchCalls, segmentsQuery } from '../api/queries.ts';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { formatClock, formatDay, formatDuration, formatZone } from '../time/core/format.ts';
import { toLocalText } from '../time/core/zone.ts';
import { CallDetail } from './call-detail.tsx';
import { Flags, Outcome, PartyText } from './call-words.tsx';
import { directionWord, elapsedOf, fromOf, startInCallId, toOf } from './core/call-row.ts';
import { TimelinePatterns } from './timeline-picture.tsx';

/** The row of the call: lists go by the start of its first segment, which its segments tell. */
const useCall = (site: Site, callId: string) => {
  const { api } = useServices();
  const { data: segments } = useQuery(segmentsQuery(api, site.site, callId));
  const start = segments === undefined || segments.length === 0 ? null : Math.min(...segments.map((segment) => segment.startedAt));
  const { data: call = null } = useQuery({
    queryKey: ['call', site.site, callId, start],
    enabled: start !== null,
    queryFn: async ({ signal }) => {
      const rows = await fetchCalls(api, site.site, { from: start ?? 0, to: (start ?? 0) + 1 }, signal);
      return rows.find((row) => row.logicalCallId === callId) ?? null;
    },
    refetchInterval: (query) => (query.state.data?.outcome === 'inProgress' ? 5_000 : false),
  });
  return call;
};

/** One call on a page of its own: what a link to a call opens, with the reader's own rights. */
export const CallPage = ({ site, callId }: { readonly site: Site; readonly callId: string }) => {
  const { clock } = useServices();
  const call = useCall(site, callId);
  const zone = site.timeZone;
  const start = call?.startedAt ?? startInCallId(callId);
  const around =
    start === null
      ? {}
      : { range: 'custom' as const, from: toLocalText(zone, start - 1_800_000), to: toLocalText(zone, start + 1_800_000) };
  return (
    <div className="page">
      <TimelinePatterns />
      <p className="crumbs">
        <Link to="/sites/$site/calls" params={{ site: site.site }}>
          Calls
        </Link>
        {start === null ? null : (
          <Link to="/sites/$site/calls" params={{ site: site.site }} search={around}>
            Calls around this one
          </Link>
        )}
      </p>
      <div className="page-head">
        <PageTitle title="Call" context={start === null ? site.name : `${formatDay(zone, start)}, ${formatClock(zone, start)}`} />
      </div>
      <div className="panel call-sheet">
        {call === null ? null : (
          <dl className="facts">
            <div>
              <dt>Outcome</dt>
              <dd>
                <Outcome outcome={call.outcome} /> <Flags row={call} />
              </dd>
            </div>
            <div>
              <dt>Direction</dt>
              <dd>{directionWord(call)}</dd>
            </div>
            <div>
              <dt>From</dt>
              <dd>
                <PartyText party={fromOf(call)} />
              </dd>
            </div>
            <div>
              <dt>To</dt>
              <dd>
                <PartyText party={toOf(call)} />
              </dd>
            </div>
            <div>
              <dt>Dialled</dt>
              <dd className="num">{call.ddi ?? call.dnis ?? '–'}</dd>
            </div>
            <div>
              <dt>Length</dt>
              <dd className="num">{formatDuration(elapsedOf(call, clock.now()))}</dd>
            </div>
            <div>
              <dt>Times in</dt>
              <dd>
                {zone} ({formatZone(zone, call.startedAt)})
              </dd>
            </div>
          </dl>
        )}
        <CallDetail site={site} callId={callId} call={call} />
      </div>
    </div>
  );
};
