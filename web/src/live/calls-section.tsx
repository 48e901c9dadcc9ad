import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import type { LiveCall } from '../../../functions/domain/live.ts';
import { useRowActions } from '../actions/use-row-actions.tsx';
import { meQuery } from '../api/queries.ts';
import { isNumberHidden } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { directionWord } from '../calls/core/call-row.ts';
import { plural } from '../time/core/format.ts';
import { Icon, State } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { farEnd, matches, sortedCalls } from './core/views.ts';
import { Elapsed } from './elapsed.tsx';
import { callStates } from './words.ts';

const directionIcons = { Inbound: 'inbound', Outbound: 'outbound', Internal: 'internal' } as const;

const fieldsOf = (call: LiveCall, hidden: boolean): readonly (string | null)[] => {
  const far = farEnd(call, hidden);
  const { huntGroupName, huntGroup, trunkName, trunk, ddi, dnis, extension, extensionName, agent, agentName } = call;
  const words = [callStates[call.state].word, directionWord(call)];
  return [far.main, far.extra, huntGroupName, huntGroup, trunkName, trunk, ddi, dnis, extension, extensionName, agent, agentName, ...words];
};

const NameAndNumber = ({ name, number }: { readonly name: string | null; readonly number: string | null }) => (
  <span className="fit">
    {name === null || name === '' || name === number ? (
      <span className="num">{number}</span>
    ) : (
      <>
        <span className="fit-name">{name}</span> <span className="muted num">{number}</span>
      </>
    )}
  </span>
);

const CallRow = memo(
  ({
    call,
    hidden,
    actions,
  }: {
    readonly call: LiveCall;
    readonly hidden: boolean;
    readonly actions: ReturnType<typeof useRowActions>;
  }) => {
    const shown = callStates[call.state];
    const far = farEnd(call, hidden);
    const direction = directionWord(call);
    const at = <NameAndNumber name={call.agentName ?? call.extensionName} number={call.extension} />;
    return (
      <tr className={call.unconfirmed ? 'unconfirmed' : ''}>
        <td>
          <State icon={shown.icon} tone={shown.tone}>
            {shown.word}
            {call.position === null ? null : <span className="muted num col-1"> no. {call.position}</span>}
          </State>
          {call.unconfirmed ? <span className="badge warn">unconfirmed</span> : null}
        </td>
        <th scope="row">
          <span className="fit">
            <span className="direction">
              <Icon name={directionIcons[direction]} />
              <span className="sr-only">{direction} </span>
            </span>
            <span className={`fit-name ${far.unknown ? 'muted' : 'strong'}`}>{far.main}</span>
            {far.extra === '' ? null : <span className="muted num"> {far.extra}</span>}
          </span>
          {call.extension === null && call.huntGroup === null ? null : (
            <span className="only-narrow">{call.extension === null ? <>in {call.huntGroupName ?? call.huntGroup}</> : <>at {at}</>}</span>
          )}
        </th>
        <td className="col-2">{call.huntGroupName ?? call.huntGroup}</td>
        <td className="col-1">{at}</td>
        <td className="col-4 num">{call.ddi ?? call.dnis}</td>
        <td className="col-3">
          <NameAndNumber name={call.trunkName} number={call.trunk} />
        </td>
        <td className="right">
          <Elapsed since={call.state === 'queued' || call.state === 'ringing' ? call.waitingSince : call.since} />
        </td>
        <td className="right col-2 muted">
          <Elapsed since={call.startedAt} />
        </td>
        {actions === undefined ? null : <td className="row-menu-cell">{actions({ grid: 'calls', item: call })}</td>}
      </tr>
    );
  },
);

export const CallsSection = memo(({ calls, words }: { readonly calls: readonly LiveCall[]; readonly words: readonly string[] }) => {
  const { api } = useServices();
  const { data: me } = useQuery(meQuery(api));
  const actions = useRowActions();
  const shown = sortedCalls(calls).filter((call) => matches(words, fieldsOf(call, isNumberHidden(me, call))));
  return (
    <Section
      name="calls"
      title="Calls in progress"
      aside={<Count shown={shown.length} all={calls.length} one="call" />}
      className="area-calls"
    >
      {shown.length === 0 ? (
        <Notice title={calls.length === 0 ? 'No call in progress' : 'No call matches the filter'} />
      ) : (
        <TableWrap label="Calls in progress">
          <table className="table live-calls" aria-label="Calls in progress">
            <thead>
              <tr>
                <th scope="col" className="w-state">
                  State
                </th>
                <th scope="col">Who</th>
                <th scope="col" className="col-2 w-queue">
                  Queue
                </th>
                <th scope="col" className="col-1 w-at">
                  At
                </th>
                <th scope="col" className="col-4 w-dialled">
                  Dialled
                </th>
                <th scope="col" className="col-3 w-trunk">
                  Trunk
                </th>
                <th scope="col" className="right w-time">
                  In state
                </th>
                <th scope="col" className="right col-2 w-time">
                  In all
                </th>
                {actions === undefined ? null : <td className="w-menu" />}
              </tr>
            </thead>
            <tbody>
              {shown.map((call) => (
                <CallRow key={call.key} call={call} hidden={isNumberHidden(me, call)} actions={actions} />
              ))}
            </tbody>
          </table>
        </TableWrap>
      )}
    </Section>
  );
});

export const Count = ({ shown, all, one }: { readonly shown: number; readonly all: number; readonly one: string }) => (
  <span className="muted num">{shown === all ? plural(all, one) : `${shown} of ${plural(all, one)}`}</span>
);
