import type { SourceDraft, SourceEdit } from '../core/source-draft.ts';
import type { Trial } from '../core/types.ts';
import { SamplePicker } from '../sample-picker.tsx';
import { FieldLine } from './field-line.tsx';

const readingOf = (trial: Trial | null, place: number, name: string): Trial['fields'][number] | undefined => {
  const read = trial?.fields[place];
  return read?.name === name.trim() ? read : undefined;
};

/** Which fields of what came are shown: picked, or written by hand. */
export const FieldsStep = ({
  draft,
  edit,
  trial,
  faults,
}: {
  readonly draft: SourceDraft;
  readonly edit: (edit: SourceEdit) => void;
  /** What came when the address was tried. */
  readonly trial: Trial | null;
  /** By the name of the field. */
  readonly faults: ReadonlyMap<string, string>;
}) => {
  const add = (selector: string): void => edit({ kind: 'addField', selector });
  return (
    <>
      {trial?.sample == null ? null : (
        <SamplePicker format={draft.format} sample={trial.sample} picked={draft.fields.map(({ selector }) => selector)} pick={add} />
      )}
      <h4 className="source-fields-title">Fields</h4>
      {draft.fields.length === 0 ? <p className="muted">None yet.</p> : null}
      <ul className="source-fields" aria-label="Fields">
        {draft.fields.map((field, i) => (
          <FieldLine key={field.key} field={field} place={i + 1} read={readingOf(trial, i, field.name)} edit={edit} />
        ))}
      </ul>
      {faults.get('selector') === undefined ? null : (
        <p role="alert" className="field-fault">
          {faults.get('selector')}
        </p>
      )}
      <button type="button" className="button small" onClick={() => add(draft.format === 'json' ? '$.' : '[last]')}>
        Add a field by hand
      </button>
    </>
  );
};
