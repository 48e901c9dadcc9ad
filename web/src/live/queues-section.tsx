import { memo } from 'react';
import type { LiveQueue } from '../../../functions/domain/live.ts';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/section.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { Count } from './calls-section.tsx';
import { matches, sortedQueues } from './core/views.ts';
import { Elapsed } from './elapsed.tsx';

/** Free and engaged agents as two parts of a bar; the numbers stand beside it. */
const AgentsBar = ({ free, loggedOn }: { readonly free: number; readonly loggedOn: number }) => {
  const share = loggedOn === 0 ? 0 : Math.min(1, free / loggedOn) * 100;
  return (
    <svg className="bar col-1" aria-hidden="true" focusable="false">
      <rect className="bar-ground" width="100%" height="100%" rx="3" />
      {loggedOn === 0 ? null : <rect className="bar-engaged" width="100%" height="100%" rx="3" />}
      {share === 0 ? null : <rect className="bar-free" width={`${share}%`} height="100%" rx="3" />}
    </svg>
  );
};

const QueueRow = memo(({ queue }: { readonly queue: LiveQueue }) => (
  <tr className={queue.waiting > 0 ? 'is-waiting' : ''}>
    <th scope="row">
      <span className="strong">{queue.name === '' ? queue.key : queue.name}</span>
      {queue.name === '' ? null : <span className="muted num"> {queue.key}</span>}
    </th>
    <td className="right">
      <span className={queue.waiting > 0 ? 'figure tone-warn' : 'figure'}>
        {queue.waiting > 0 ? <Icon name="queued" /> : null}
        <span className="num">{queue.waiting}</span>
      </span>
    </td>
    <td className="right">
      {queue.longestWaitSince === null ? <span className="muted">–</span> : <Elapsed since={queue.longestWaitSince} />}
    </td>
    <td className="right num col-2">{queue.ringing}</td>
    <td className="right num col-2">{queue.connected}</td>
    <td>
      <span className="agents-free">
        <AgentsBar free={queue.agentsFree} loggedOn={queue.agentsLoggedOn} />
        <span className={`num ${queue.agentsLoggedOn === 0 ? 'muted' : ''}`}>
          {queue.agentsFree}
          <span className="muted"> of {queue.agentsLoggedOn}</span>
        </span>
      </span>
    </td>
  </tr>
));

export const QueuesSection = memo(({ queues, words }: { readonly queues: readonly LiveQueue[]; readonly words: readonly string[] }) => {
  const shown = sortedQueues(queues).filter((queue) => matches(words, [queue.name, queue.key]));
  return (
    <Section
      name="queues"
      title="Hunt groups"
      aside={<Count shown={shown.length} all={queues.length} one="group" />}
      className="area-queues"
    >
      {shown.length === 0 ? (
        <Notice title={queues.length === 0 ? 'No hunt group is known' : 'No hunt group matches the filter'} />
      ) : (
        <TableWrap label="Hunt groups">
          <table className="table" aria-label="Hunt groups">
            <thead>
              <tr>
                <th scope="col">Group</th>
                <th scope="col" className="right">
                  Waiting
                </th>
                <th scope="col" className="right">
                  Longest wait
                </th>
                <th scope="col" className="right col-2">
                  Ringing
                </th>
                <th scope="col" className="right col-2">
                  Talking
                </th>
                <th scope="col">Agents free</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((queue) => (
                <QueueRow key={queue.key} queue={queue} />
              ))}
            </tbody>
          </table>
        </TableWrap>
      )}
    </Section>
  );
});
