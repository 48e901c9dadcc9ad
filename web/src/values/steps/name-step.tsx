import { Field } from '../../site/field.tsx';
import { intervals, intervalWords } from '../core/intervals.ts';
import { hostOf, type SourceDraft, type SourceEdit } from '../core/source-draft.ts';
import type { Trial } from '../core/types.ts';

/** What a source is called and how often it is fetched, beside what it shows now. */
export const NameStep = ({
  draft,
  edit,
  trial,
  faults,
}: {
  readonly draft: SourceDraft;
  readonly edit: (edit: SourceEdit) => void;
  readonly trial: Trial | null;
  /** By the name of the field. */
  readonly faults: ReadonlyMap<string, string>;
}) => (
  <>
    <Field label="Name" fault={faults.get('name')}>
      {(ids) => (
        <input
          {...ids}
          type="text"
          value={draft.name}
          placeholder={hostOf(draft.url)}
          maxLength={80}
          onChange={(event) => edit({ kind: 'set', patch: { name: event.target.value } })}
        />
      )}
    </Field>
    <Field label="Fetched" fault={faults.get('everySeconds')}>
      {(ids) => (
        <select
          {...ids}
          value={draft.everySeconds}
          onChange={(event) => edit({ kind: 'set', patch: { everySeconds: Number(event.target.value) } })}
        >
          {intervals.some(([seconds]) => seconds === draft.everySeconds) ? null : (
            <option value={draft.everySeconds}>{intervalWords(draft.everySeconds)}</option>
          )}
          {intervals.map(([seconds, text]) => (
            <option key={seconds} value={seconds}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
    <table className="table compact" aria-label="What it shows now">
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        {(trial?.fields ?? []).map((field) => (
          <tr key={field.name}>
            <th scope="row">{field.name}</th>
            <td>{field.failing === null ? field.value : <span className="tone-bad">{field.failing}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </>
);
