import { useId } from 'react';
import { parseLocalText, toLocalText } from '../time/core/zone.ts';
import { usePart } from './part.ts';

/** An instant that is meant: the moment of saving, none at all, or one on the site's clock as `YYYY-MM-DDTHH:MM`. */
export type Choice = { readonly kind: 'now' | 'open' } | { readonly kind: 'at'; readonly text: string };

/** ISO; undefined = the moment of saving, null = no bound. */
export const chosenInstant = (choice: Choice, zone: string): string | null | undefined => {
  if (choice.kind !== 'at') return choice.kind === 'now' ? undefined : null;
  const at = parseLocalText(zone, choice.text);
  return at === null ? undefined : new Date(at).toISOString();
};

/** Radio buttons for now and for no bound, and an input for a moment on the site's clock. */
export const InstantChoice = ({
  legend,
  words,
  choice,
  change,
  now,
  fault,
}: {
  readonly legend: string;
  /** Which of the two choices without an input there are, and what they are called. */
  readonly words: { readonly now?: string; readonly open?: string };
  readonly choice: Choice;
  readonly change: (choice: Choice) => void;
  readonly now: number;
  readonly fault?: string | undefined;
}) => {
  const { site } = usePart();
  const id = useId();
  const plain = (['now', 'open'] as const).flatMap((kind) => (words[kind] === undefined ? [] : [{ kind, word: words[kind] }]));
  const text = choice.kind === 'at' ? choice.text : toLocalText(site.timeZone, now);
  return (
    <fieldset className="field choice">
      <legend>{legend}</legend>
      {plain.map(({ kind, word }) => (
        <label key={kind} className="check-line">
          <input type="radio" name={id} checked={choice.kind === kind} onChange={() => change({ kind })} />
          {word}
        </label>
      ))}
      <span className="choice-at">
        <label className="check-line">
          <input type="radio" name={id} checked={choice.kind === 'at'} onChange={() => change({ kind: 'at', text })} />
          At
        </label>
        <input
          type="datetime-local"
          aria-label={`${legend}: date and time in ${site.timeZone}`}
          value={choice.kind === 'at' ? choice.text : ''}
          onChange={(event) => change({ kind: 'at', text: event.target.value.slice(0, 16) })}
        />
      </span>
      {fault === undefined ? null : (
        <p className="field-fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
};
