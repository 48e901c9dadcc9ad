import { type ReactNode, useId } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { FilterFault } from '../figures/filter-fault.tsx';
import type { DraftFault, FilterDraft } from './core/filter-draft.ts';
import type { FilterField, FilterTab } from './core/filter-tabs.ts';
import { SpecialCharacters } from './special-characters.tsx';
import './filters.css';

interface FieldProps {
  readonly draft: FilterDraft;
  readonly faults: readonly DraftFault[];
  readonly change: (name: string, value: string) => void;
}

const ofField = (field: string, faults: readonly DraftFault[]): readonly DraftFault[] =>
  faults.filter((fault) => fault.field === field || fault.field.startsWith(`${field}.`));

const TextInput = ({
  field,
  label,
  draft,
  faults,
  change,
  help,
  inputMode,
}: FieldProps & { readonly field: string; readonly label: string; readonly help: string; readonly inputMode?: 'decimal' }) => {
  const id = useId();
  const fault = faults.find((each) => each.field === field);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={field}
        type="text"
        autoComplete="off"
        spellCheck={false}
        {...(inputMode === undefined ? {} : { inputMode })}
        value={draft[field] ?? ''}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}h ${id}f`}
        onChange={(event) => change(field, event.target.value)}
      />
      <p id={`${id}h`} className="field-help">
        {help}
      </p>
      {fault === undefined ? null : <FilterFault id={`${id}f`} text={draft[field] ?? ''} error={fault} />}
    </div>
  );
};

const Choice = ({ field, draft, change }: FieldProps & { readonly field: Extract<FilterField, { kind: 'choice' }> }) => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}</label>
      <select id={id} name={field.name} value={draft[field.name] ?? ''} onChange={(event) => change(field.name, event.target.value)}>
        <option value="">Any</option>
        {field.options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
};

const Many = ({ field, draft, change }: FieldProps & { readonly field: Extract<FilterField, { kind: 'many' }> }) => {
  const chosen = (draft[field.name] ?? '').split(',').filter((each) => each !== '');
  const put = (value: string, on: boolean): void =>
    change(
      field.name,
      field.options
        .map(([each]) => each)
        .filter((each) => (each === value ? on : chosen.includes(each)))
        .join(','),
    );
  return (
    <fieldset className="field choice">
      <legend>{field.label}</legend>
      {field.options.map(([value, words]) => (
        <label key={value} className="check-line">
          <input type="checkbox" checked={chosen.includes(value)} onChange={(event) => put(value, event.target.checked)} />
          {words}
        </label>
      ))}
    </fieldset>
  );
};

const Range = ({ field, ...rest }: FieldProps & { readonly field: Extract<FilterField, { kind: 'range' }> }) => (
  <fieldset className="field filter-range">
    <legend>{field.label}</legend>
    <p className="field-help">{field.help}</p>
    <TextInput {...rest} field={`${field.name}.from`} label="From" help="" inputMode="decimal" />
    <TextInput {...rest} field={`${field.name}.to`} label="To" help="" inputMode="decimal" />
  </fieldset>
);

const OneField = ({ field, ...rest }: FieldProps & { readonly field: FilterField }): ReactNode => {
  switch (field.kind) {
    case 'text':
      return <TextInput {...rest} field={field.name} label={field.label} help={field.help} />;
    case 'choice':
      return <Choice {...rest} field={field} />;
    case 'range':
      return <Range {...rest} field={field} />;
    case 'many':
      return <Many {...rest} field={field} />;
  }
};

const isGiven = (draft: FilterDraft, { kind, name }: FilterField): boolean =>
  kind === 'range' ? Boolean(draft[`${name}.from`] || draft[`${name}.to`]) : (draft[name] ?? '').trim() !== '';

/** All fields of a filter in the tabs of the manual's filter page; each tab says how many of its fields narrow, or that one is wrong. */
export const FilterFields = ({
  tabs,
  tab,
  turn,
  ...rest
}: FieldProps & { readonly tabs: readonly FilterTab[]; readonly tab: string; readonly turn: (tab: string) => void }) => (
  <Tabs className="filter-tabs" selectedKey={tab} onSelectionChange={(key) => turn(String(key))} keyboardActivation="automatic">
    <TabList className="filter-tab-list" aria-label="Parts of the filter">
      {tabs.map(({ id, name, fields }) => {
        const wrong = fields.some((field) => ofField(field.name, rest.faults).length > 0);
        const given = fields.filter((field) => isGiven(rest.draft, field)).length;
        return (
          <Tab key={id} id={id} className="filter-tab">
            {name}
            {wrong ? <span className="badge bad">wrong</span> : given > 0 ? <span className="badge num">{given}</span> : null}
          </Tab>
        );
      })}
    </TabList>
    {tabs.map(({ id, words, fields }) => {
      const texts = fields.filter((field) => field.kind === 'text');
      return (
        <TabPanel key={id} id={id} className="filter-panel">
          {words === '' ? null : <p className="muted">{words}</p>}
          {texts.length === 0 ? null : <SpecialCharacters ranges={texts.some(({ device }) => device)} />}
          <div className="filter-panel-fields">
            {fields.map((field) => (
              <OneField key={field.name} {...rest} field={field} />
            ))}
          </div>
        </TabPanel>
      );
    })}
  </Tabs>
);
