import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatSpan, plural } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { dueWords, formatWhen, lostWords, takenWords, triesWords } from './core/call-back-words.ts';
import type { CallBack } from './core/types.ts';
import { NoteForm } from './note-form.tsx';
import { callerOf, type Taking } from './use-taking.ts';

const CallsBehind = ({
  site,
  item,
  zone,
  now,
}: {
  readonly site: string;
  readonly item: CallBack;
  readonly zone: string;
  readonly now: number;
}) => (
  <details className="call-back-calls">
    <summary>{item.lostCalls === 1 ? 'The call behind it' : `The ${plural(item.lostCalls, 'call')} behind it`}</summary>
    {item.calls.length < item.lostCalls ? <p className="muted">The last {item.calls.length} of them.</p> : null}
    <ul>
      {item.calls.map((call) => (
        <li key={call.logicalCallId}>
          <Link to="/sites/$site/calls/$logicalCallId" params={{ site, logicalCallId: call.logicalCallId }}>
            {formatWhen(zone, call.at, now)}
          </Link>
          : waited {formatSpan(call.waitedMs)}
          {call.huntGroup === null ? '' : ` at ${call.huntGroupName ?? call.huntGroup}`}
          {call.ddi === null ? '' : `, dialled ${call.ddi}`}
        </li>
      ))}
    </ul>
  </details>
);

/** One number to call back: who, until when, what happened so far, and who does it. */
export const CallBackRow = ({
  site,
  zone,
  item,
  now,
  taking,
  tell,
}: {
  readonly site: string;
  readonly zone: string;
  readonly item: CallBack;
  /** Epoch ms of the cloud's clock. */
  readonly now: number;
  readonly taking: Taking;
  readonly tell: (words: string) => void;
}) => {
  const [noting, setNoting] = useState(false);
  const overdue = now >= item.dueAt;
  const taken = takenWords(item, zone, now);
  const busy = taking.busy === item.id;
  const caller = callerOf(item);
  return (
    <li className="call-back" data-taken={item.claimedBy !== null}>
      <div className="call-back-who">
        <h2>
          {item.name === null ? null : <span className="strong">{item.name} </span>}
          <span className="num">{item.number}</span>
        </h2>
        <p className={overdue ? 'state tone-bad' : 'state'}>
          <Icon name={overdue ? 'warning' : 'queued'} /> {dueWords(item, zone, now)}
        </p>
      </div>
      <p className="call-back-facts">
        {lostWords(item, zone, now)}; {triesWords(item, zone, now)}.
      </p>
      {taken === '' ? null : (
        <p className="call-back-taken">
          <Icon name="person" /> {taken}.
        </p>
      )}
      {noting ? (
        <NoteForm
          site={site}
          item={item}
          saved={(changed) => {
            taking.put(changed);
            tell(changed.note === '' ? `The note on ${caller} is gone.` : `The note on ${caller} is saved.`);
          }}
          close={() => setNoting(false)}
        />
      ) : item.note === '' ? null : (
        <p className="call-back-note">{item.note}</p>
      )}
      <div className="call-back-buttons">
        {item.claimedBy === null ? (
          <button
            type="button"
            className="button primary"
            aria-disabled={busy}
            aria-label={`I take it: ${caller}`}
            onClick={() => void taking.take(item)}
          >
            {busy ? 'Taking…' : 'I take it'}
          </button>
        ) : (
          <button
            type="button"
            className="button"
            aria-disabled={busy}
            aria-label={item.mine ? `Give back ${caller}` : `Set free ${caller}, whom ${item.claimedBy.name} has`}
            onClick={() => void taking.giveBack(item)}
          >
            {item.mine ? 'Give back' : 'Set free'}
          </button>
        )}
        {item.claimedBy === null || item.mine ? (
          <a className="button" href={`tel:${item.number}`} aria-label={`Call ${caller}`}>
            <Icon name="outbound" /> Call
          </a>
        ) : null}
        {noting ? null : (
          <button
            type="button"
            className="button plain"
            aria-label={`${item.note === '' ? 'Note' : 'Change note'} on ${caller}`}
            onClick={() => setNoting(true)}
          >
            {item.note === '' ? 'Note' : 'Change note'}
          </button>
        )}
      </div>
      <CallsBehind site={site} item={item} zone={zone} now={now} />
    </li>
  );
};
