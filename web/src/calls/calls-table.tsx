import { Link } from '@tanstack/react-router';
import { Fragment, memo, type ReactNode } from 'react';
import type { Gap } from '../../../functions/domain/engine-output.ts';
import type { Call } from '../../../functions/domain/segment.ts';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { useBeat } from '../time/clock.ts';
import { formatClock, formatDay, formatDuration } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { CallDetail } from './call-detail.tsx';
import { DirectionMark, Flags, Outcome, PartyText } from './call-words.tsx';
import { elapsedOf, fromOf, toOf } from './core/call-row.ts';
import { gapSentence } from './gap-words.ts';

const columns = 10;

const Length = ({ call }: { readonly call: Call }) => (call.endedAt === null ? <Running call={call} /> : formatDuration(call.elapsedMs));

const Running = ({ call }: { readonly call: Call }) => {
  const { clock } = useServices();
  return formatDuration(elapsedOf(call, useBeat(clock)));
};

const CallRow = memo(
  ({
    call,
    site,
    open,
    toggle,
  }: {
    readonly call: Call;
    readonly site: Site;
    readonly open: boolean;
    readonly toggle: (id: string) => void;
  }) => {
    const id = call.logicalCallId;
    const from = fromOf(call);
    return (
      <>
        <tr className={`call-row ${open ? 'is-open' : ''} ${call.outcome === 'inProgress' ? 'is-running' : ''}`}>
          <td>
            <button
              type="button"
              className="expander"
              aria-expanded={open}
              aria-controls={open ? `d-${id}` : undefined}
              aria-label={`Details of the call at ${formatClock(site.timeZone, call.startedAt)} from ${from.main}`}
              onClick={() => toggle(id)}
            >
              <Icon name="chevron" />
            </button>
          </td>
          <td className="num">
            {formatClock(site.timeZone, call.startedAt)}
            <span className="only-narrow">
              <Outcome outcome={call.outcome} />
            </span>
          </td>
          <td className="col-1">
            <Outcome outcome={call.outcome} />
          </td>
          <td className="col-2">
            <DirectionMark row={call} />
          </td>
          <th scope="row">
            <PartyText party={from} />
            <span className="only-narrow">
              to <PartyText party={toOf(call)} /> <Flags row={call} />
            </span>
          </th>
          <td className="col-1">
            <PartyText party={toOf(call)} /> <Flags row={call} />
          </td>
          <td className="num col-3">{call.ddi ?? call.dnis}</td>
          <td className="col-3">{call.huntGroupName ?? call.huntGroup}</td>
          <td className="right num col-2">{formatDuration(call.ringMs)}</td>
          <td className="right num">
            <Length call={call} />
          </td>
        </tr>
        {open ? (
          <tr className="detail-row" id={`d-${id}`}>
            <td colSpan={columns}>
              <CallDetail site={site} callId={id} call={call} />
              <p className="detail-foot">
                <Link to="/sites/$site/calls/$logicalCallId" params={{ site: site.site, logicalCallId: id }}>
                  <Icon name="link" /> Open this call on its own page
                </Link>
              </p>
            </td>
          </tr>
        ) : null}
      </>
    );
  },
);

const GapRow = ({ gap, site }: { readonly gap: Gap; readonly site: Site }) => {
  const { clock } = useServices();
  return (
    <tr className="gap-row">
      <td colSpan={columns}>
        <Icon name="warning" /> {gapSentence(gap, site.timeZone, clock.now())}
      </td>
    </tr>
  );
};

type Entry = { readonly at: number } & ({ readonly call: Call } | { readonly gap: Gap });

const byDay = (entries: readonly Entry[], zone: string): readonly (readonly [string, readonly Entry[]])[] => {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = formatDay(zone, entry.at);
    const list = days.get(day);
    if (list === undefined) days.set(day, [entry]);
    else list.push(entry);
  }
  return [...days];
};

/** Newest first, a body of rows for each day on the site's clock; gaps stand where they began. */
export const CallsTable = ({
  calls,
  gaps,
  site,
  open,
  toggle,
  foot,
}: {
  readonly calls: readonly Call[];
  readonly gaps: readonly Gap[];
  readonly site: Site;
  readonly open: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly foot: ReactNode;
}) => {
  const entries: Entry[] = [...calls.map((call) => ({ at: call.startedAt, call })), ...gaps.map((gap) => ({ at: gap.startedAt, gap }))];
  entries.sort((a, b) => b.at - a.at);
  return (
    <div className="panel">
      <TableWrap label="Calls">
        <table className="table calls-table" aria-label="Calls">
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">Details</span>
              </th>
              <th scope="col">Start</th>
              <th scope="col" className="col-1">
                Outcome
              </th>
              <th scope="col" className="col-2">
                Direction
              </th>
              <th scope="col">From</th>
              <th scope="col" className="col-1">
                To
              </th>
              <th scope="col" className="col-3">
                Dialled
              </th>
              <th scope="col" className="col-3">
                Queue
              </th>
              <th scope="col" className="right col-2">
                Ring
              </th>
              <th scope="col" className="right">
                Length
              </th>
            </tr>
          </thead>
          {byDay(entries, site.timeZone).map(([day, list]) => (
            <tbody key={day}>
              <tr className="day-row">
                <th colSpan={columns} scope="rowgroup">
                  {day}
                </th>
              </tr>
              {list.map((entry) => (
                <Fragment key={'call' in entry ? entry.call.logicalCallId : entry.gap.gapId}>
                  {'call' in entry ? (
                    <CallRow call={entry.call} site={site} open={open.has(entry.call.logicalCallId)} toggle={toggle} />
                  ) : (
                    <GapRow gap={entry.gap} site={site} />
                  )}
                </Fragment>
              ))}
            </tbody>
          ))}
        </table>
      </TableWrap>
      {foot}
    </div>
  );
};
