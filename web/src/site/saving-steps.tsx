import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { formatDayMinute, plural } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { changeWords, instantWords, noteWords } from './core/change-words.ts';
import type { Outcome } from './core/types.ts';
import { type Part, usePart } from './part.ts';
import type { Saving } from './use-saving.ts';

const mostWords = 30;

/** What would change, in words; a change the page has no words for in those of the API. */
const wordsOf = ({ changes, words }: Outcome, { config, site }: Part): readonly string[] =>
  changes.flatMap((change, i) => changeWords(change, { config, zone: site.timeZone }) ?? [words[i] ?? change.path]);

/** Heading of a step; takes the focus so that the keyboard and the reader follow. */
const StepTitle = ({ children }: { readonly children: ReactNode }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h3 ref={heading} tabIndex={-1} className="step-title">
      {children}
    </h3>
  );
};

const Review = ({
  saving,
  outcome,
  error,
  beside,
}: {
  readonly saving: Saving;
  readonly outcome: Outcome;
  readonly error: string | null;
  readonly beside: ReactNode;
}) => {
  const part = usePart();
  const zone = part.site.timeZone;
  const [past, setPast] = useState(false);
  const busy = saving.state.kind === 'saving';
  const words = wordsOf(outcome, part);
  const changesPast = outcome.past.length > 0;
  return (
    <form
      className="dialog-body"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && (past || !changesPast)) saving.save(changesPast && past);
      }}
    >
      <StepTitle>This would change</StepTitle>
      <ul className="change-list">
        {words.slice(0, mostWords).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {words.length > mostWords ? <p className="muted">and {words.length - mostWords} more</p> : null}
      {beside}
      {changesPast ? (
        <div className="banner warn">
          <p>
            <Icon name="warning" /> This changes the past: calls already made would belong to somebody else.
          </p>
          <ul className="change-list">
            {outcome.past.map(({ kind, number, from, to }) => (
              <li key={`${kind} ${number}`}>
                {kind} {number}, from {instantWords(from, zone, 'ever')} to {instantWords(to, zone, '')}
              </li>
            ))}
          </ul>
          <label className="check-line">
            <input type="checkbox" checked={past} onChange={(event) => setPast(event.target.checked)} />
            Yes, change the past too. History and audit will say so; reports follow after the site is rebuilt.
          </label>
        </div>
      ) : null}
      {outcome.warnings.length === 0 ? null : (
        <div className="banner quiet">
          <p>Wrong before, and still so ({outcome.warnings.length}):</p>
          <ul className="change-list">
            {outcome.warnings.slice(0, 5).map(({ pointer, detail }) => (
              <li key={pointer}>{detail}</li>
            ))}
          </ul>
        </div>
      )}
      {error === null ? null : (
        <p role="alert" className="banner bad">
          Not saved. {error}
        </p>
      )}
      <div className="dialog-foot">
        <button type="button" className="button" onClick={saving.back} disabled={busy}>
          Back
        </button>
        <button type="submit" className="button primary" aria-disabled={busy || (changesPast && !past)}>
          {busy ? 'Saving…' : 'Save'}
        </button>
        <span role="status" className="sr-only">
          {busy ? 'Saving' : ''}
        </span>
      </div>
    </form>
  );
};

/** The steps after a form: what would change, saving, and somebody faster. Before them the form itself. */
export const SavingSteps = ({
  saving,
  submit,
  action = 'Next',
  blocked = false,
  foot,
  beside,
  children,
}: {
  readonly saving: Saving;
  readonly submit: () => void;
  readonly action?: string;
  /** Nothing to go on with yet. */
  readonly blocked?: boolean;
  readonly foot?: ReactNode;
  /** What else is to be known before it is saved. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}) => {
  const { site } = usePart();
  const { state } = saving;
  if (state.kind === 'review' || state.kind === 'saving')
    return <Review saving={saving} outcome={state.outcome} error={state.kind === 'review' ? state.error : null} beside={beside} />;
  if (state.kind === 'conflict') {
    const { newest } = state;
    return (
      <div className="dialog-body" role="alert">
        <StepTitle>Somebody else was faster</StepTitle>
        <p>
          {newest === null
            ? state.detail
            : `${newest.authorName} saved version ${newest.version} on ${formatDayMinute(site.timeZone, newest.at)}, while you were at it. Your change was not saved.`}
        </p>
        {newest === null || newest.words.length === 0 ? null : (
          <ul className="change-list">
            {newest.words.slice(0, 5).map((line) => (
              <li key={line}>{noteWords(line)}</li>
            ))}
            {newest.changeCount > 5 ? <li className="muted">{plural(newest.changeCount - 5, 'more change')}</li> : null}
          </ul>
        )}
        <p className="muted">Load that version to go on: what you typed stays, and you see again what it would change.</p>
        <div className="dialog-foot">
          <button type="button" className="button primary" onClick={saving.reload}>
            {newest === null ? 'Load the newest version' : `Load version ${newest.version}`}
          </button>
        </div>
      </div>
    );
  }
  const busy = state.kind !== 'form';
  const error = state.kind === 'form' ? state.error : null;
  return (
    <form
      className="dialog-body"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!busy && !blocked) submit();
      }}
    >
      {children}
      {error === null ? null : (
        <p role="alert" className="banner bad">
          {error}
        </p>
      )}
      <div className="dialog-foot">
        {foot}
        <button type="submit" className="button primary" aria-disabled={busy || blocked}>
          {state.kind === 'checking' ? 'Checking…' : state.kind === 'loading' ? 'Loading…' : action}
        </button>
        <span role="status" className="sr-only">
          {busy ? 'Working' : ''}
        </span>
      </div>
    </form>
  );
};
