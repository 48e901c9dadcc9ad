import { useId } from 'react';
import { type FieldKind, formulas, type SettingField } from './core/setting-fields.ts';
import { CheckField, Field, type InputIds } from './field.tsx';

interface Props {
  readonly field: SettingField;
  /** As in `Draft`. */
  readonly text: string;
  readonly changed: boolean;
  readonly fault: string | undefined;
  readonly change: (text: string) => void;
}

const zones = Intl.supportedValuesOf('timeZone');
const rowsOf: Readonly<Partial<Record<FieldKind, number>>> = { numbers: 6, texts: 5, codes: 10 };
const placeNames: Readonly<Partial<Record<FieldKind, string>>> = { numbers: 'Limit', texts: 'Tag field', codes: 'Code' };

const replaced = (lines: readonly string[], at: number, line: string): string => lines.map((old, i) => (i === at ? line : old)).join('\n');

/** Several inputs of one setting: six limits, five names, ten codes with what they mean. */
const ManyInputs = ({ field, text, fault, change }: Props) => {
  const id = useId();
  const count = rowsOf[field.kind] ?? 0;
  const given = text.split('\n');
  const lines = Array.from({ length: Math.max(count, given.length) }, (_, i) => given[i] ?? '');
  const place = placeNames[field.kind] ?? '';
  return (
    <fieldset className="field many" aria-describedby={`${id}h ${id}f`}>
      <legend>{field.label}</legend>
      <div className={`many-inputs many-${field.kind}`}>
        {lines.map((line, i) => {
          const name = `${place} ${i + 1}`;
          const [code = '', description = ''] = line.split('\t');
          if (field.kind !== 'codes')
            return (
              <label key={name}>
                <span className="many-name">{name}</span>
                <input
                  type="text"
                  inputMode={field.kind === 'numbers' ? 'decimal' : undefined}
                  aria-invalid={fault !== undefined}
                  value={line}
                  onChange={(event) => change(replaced(lines, i, event.target.value))}
                />
              </label>
            );
          return (
            <span key={name} className="code-row">
              <input
                type="text"
                aria-label={name}
                placeholder="Code"
                aria-invalid={fault !== undefined}
                value={code}
                onChange={(event) => change(replaced(lines, i, `${event.target.value}\t${description}`))}
              />
              <input
                type="text"
                aria-label={`Description of code ${i + 1}`}
                placeholder="Description"
                value={description}
                onChange={(event) => change(replaced(lines, i, `${code}\t${event.target.value}`))}
              />
            </span>
          );
        })}
      </div>
      <p id={`${id}h`} className="field-help">
        {field.help}
      </p>
      <p id={`${id}f`} className="field-fault" role={fault === undefined ? undefined : 'alert'}>
        {fault}
      </p>
    </fieldset>
  );
};

const unitWords = { s: 'seconds', min: 'minutes', days: 'days' } as const;

const SingleInput = ({ field, text, change, ids }: Props & { readonly ids: InputIds }) => {
  if (field.kind === 'formula')
    return (
      <select {...ids} value={text} onChange={(event) => change(event.target.value)}>
        {Object.entries(formulas).map(([formula, { name }]) => (
          <option key={formula} value={formula}>
            {name}
          </option>
        ))}
      </select>
    );
  if (field.kind === 'zone')
    return (
      <select {...ids} value={text} onChange={(event) => change(event.target.value)}>
        {(zones.includes(text) ? zones : [text, ...zones]).map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </select>
    );
  const numeric = field.kind === 'number';
  return (
    <span className="with-unit">
      <input
        {...ids}
        type={field.kind === 'time' ? 'time' : 'text'}
        inputMode={numeric ? 'decimal' : undefined}
        className={numeric ? 'short' : undefined}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      {field.unit === undefined ? null : <span className="muted">{unitWords[field.unit]}</span>}
    </span>
  );
};

/** One setting with its sentence; a mark tells what was changed and not saved. */
export const SettingInput = (props: Props) => {
  const { field, text, changed, fault, change } = props;
  const body =
    field.kind === 'boolean' ? (
      <CheckField
        label={field.label}
        help={field.help}
        fault={fault}
        checked={text === 'true'}
        change={(checked) => change(String(checked))}
      />
    ) : rowsOf[field.kind] !== undefined ? (
      <ManyInputs {...props} />
    ) : (
      <Field
        label={field.label}
        help={field.kind === 'formula' ? `${formulas[text]?.words ?? ''} ${field.help}` : field.help}
        fault={fault}
      >
        {(ids) => <SingleInput {...props} ids={ids} />}
      </Field>
    );
  return <div className={changed ? 'setting is-changed' : 'setting'}>{body}</div>;
};
