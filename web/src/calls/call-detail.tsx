import { useQuery } from '@tanstack/react-query';
import type { Call, Segment } from '../../../functions/domain/segment.ts';
import { segmentsQuery } from '../api/queries.ts';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { useBeat } from '../time/clock.ts';
import { formatClock, formatDuration } from '../time/core/format.ts';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { Flags, Outcome, PartyText } from './call-words.tsx';
import { deviceOf } from './core/call-row.ts';
import { tellStory } from './core/story.ts';
import { TimelinePicture } from './timeline-picture.tsx';

const Remarks = ({ segment }: { readonly segment: Segment }) => (
  <>
    {segment.transferredFrom === null ? null : <span className="muted">from {segment.transferredFrom} </span>}
    {segment.transferredTo === null ? null : <span className="muted">to {segment.transferredTo} </span>}
    {segment.accountCode === null ? null : <span className="badge">account {segment.accountCode}</span>}
    <Flags row={segment} />
  </>
);

const SegmentsTable = ({ segments, zone }: { readonly segments: readonly Segment[]; readonly zone: string }) => (
  <TableWrap label="Segments of the call">
    <table className="table compact" aria-label="Segments of the call">
      <thead>
        <tr>
          <th scope="col" className="right">
            No.
          </th>
          <th scope="col" className="col-1">
            Start
          </th>
          <th scope="col">Device</th>
          <th scope="col" className="col-1">
            Outcome
          </th>
          <th scope="col" className="col-2">
            Queue
          </th>
          <th scope="col" className="right">
            Ring
          </th>
          <th scope="col" className="right">
            Talk
          </th>
          <th scope="col" className="right">
            Hold
          </th>
          <th scope="col" className="col-1">
            Remarks
          </th>
        </tr>
      </thead>
      <tbody>
        {segments.map((segment) => (
          <tr key={segment.segmentId}>
            <td className="right num">{segment.segmentNo}</td>
            <td className="num col-1">{formatClock(zone, segment.startedAt)}</td>
            <th scope="row">
              <PartyText party={deviceOf(segment)} />
              <span className="only-narrow">
                <span className="num">{formatClock(zone, segment.startedAt)}</span> <Outcome outcome={segment.outcome} />
                <span className="remarks">
                  <Remarks segment={segment} />
                </span>
              </span>
            </th>
            <td className="col-1">
              <Outcome outcome={segment.outcome} />
            </td>
            <td className="col-2">{segment.huntGroupName ?? segment.huntGroup}</td>
            <td className="right num">{formatDuration(segment.ringMs)}</td>
            <td className="right num">{segment.endedAt === null ? '–' : formatDuration(segment.talkMs)}</td>
            <td className="right num">{segment.endedAt === null ? '–' : formatDuration(segment.holdMs)}</td>
            <td className="col-1">
              <Remarks segment={segment} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </TableWrap>
);

const Story = ({ segments, call, zone }: { readonly segments: readonly Segment[]; readonly call: Call | null; readonly zone: string }) => {
  const { clock } = useServices();
  const now = useBeat(clock);
  const story = tellStory(segments, call, now);
  return (
    <div className="story">
      <p>{story.opening}</p>
      <ol aria-label="Story of the call">
        {story.steps.map((step) => (
          <li key={step.segmentNo}>
            <span className="num muted">{formatClock(zone, step.at)}</span> {step.text}.
          </li>
        ))}
      </ol>
      <p className="muted">{story.ending ?? 'The call goes on.'}</p>
    </div>
  );
};

const Picture = ({ segments }: { readonly segments: readonly Segment[] }) => {
  const { clock } = useServices();
  return <TimelinePicture segments={segments} now={useBeat(clock)} />;
};

/** A call opened: its story in words, the picture, the segments. Asks again while the call goes on. */
export const CallDetail = ({ site, callId, call }: { readonly site: Site; readonly callId: string; readonly call: Call | null }) => {
  const { api } = useServices();
  const { data, error, refetch } = useQuery({
    ...segmentsQuery(api, site.site, callId),
    refetchInterval: (query) => (query.state.data?.some((segment) => segment.endedAt === null) === true ? 5_000 : false),
  });
  if (data === undefined) return error === null ? <Loading what="the call" /> : <Failure error={error} retry={() => void refetch()} />;
  if (data.length === 0) return <Notice title="No segment of this call is stored" />;
  const segments = [...data].sort((a, b) => a.startedAt - b.startedAt || a.segmentNo - b.segmentNo);
  return (
    <div className="call-detail">
      <Story segments={segments} call={call} zone={site.timeZone} />
      <Picture segments={segments} />
      <SegmentsTable segments={segments} zone={site.timeZone} />
    </div>
  );
};
