import { formatDuration } from '../../time/core/format.ts';
import { Icon } from '../../ui/icons.tsx';
import { shownQueues } from '../core/shown-queues.ts';
import { tileTitle } from '../core/tile-words.ts';
import { ScrollBox } from '../scroll-box.tsx';
import type { ContentProps, KindOf } from './parts.ts';

/** A strip a hunt group: who waits and how long, who could answer. Waiting is said by sign and weight, not by colour alone. */
export const Queues = ({ tile, shown, feed }: ContentProps<KindOf<'queues'>>) => {
  const { live } = feed;
  if (live === null) return <p className="tile-note">Waiting for the first figures…</p>;
  const queues = shownQueues(tile, shown, live);
  if (queues.length === 0) return <p className="tile-note">No hunt group is known that passes the filter.</p>;
  return (
    <ScrollBox label={tileTitle(tile, shown)} style={{ '--lines': String(queues.length + 1) }}>
      <table className="strips">
        <thead>
          <tr>
            <th scope="col">Group</th>
            <th scope="col">Waiting</th>
            <th scope="col">Longest</th>
            <th scope="col">Agents free</th>
          </tr>
        </thead>
        <tbody>
          {queues.map((queue) => (
            <tr key={queue.key} className={queue.waiting > 0 ? 'strip-waiting' : ''}>
              <th scope="row">{queue.name === '' ? queue.key : queue.name}</th>
              <td className="num">
                {queue.waiting > 0 ? <Icon name="queued" /> : null} {queue.waiting}
              </td>
              <td className="num">{queue.longestWaitSince === null ? '–' : formatDuration(feed.now() - queue.longestWaitSince)}</td>
              <td className="num">
                {queue.agentsFree} of {queue.agentsLoggedOn}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
};
