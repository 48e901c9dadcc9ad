import { useMemo, useState } from 'react';
import { Icon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type FieldChoice, type FieldUse, findFields, oftenGroup } from './core/field-choice.ts';
import { useEditor } from './editor-context.ts';

const typeWords: Readonly<Record<string, string>> = {
  count: 'number',
  duration: 'time',
  percentage: 'per cent',
  timeOfDay: 'time of day',
  text: 'text',
  value: 'from outside',
};
const licenceWords: Readonly<Record<string, string>> = {
  acdReporting: 'needs the ACD licence',
  dndReporting: 'needs the DND licence',
};

/** Everything a tile may show, in the groups of the catalogue, each with what it says; searched by name and by those words. */
export const FieldPicker = ({
  use,
  taken,
  pick,
}: {
  readonly use: FieldUse;
  /** Ids of the fields that are there already. */
  readonly taken: readonly string[];
  readonly pick: (choice: FieldChoice) => void;
}) => {
  const { around } = useEditor();
  const [words, setWords] = useState('');
  const [only, setOnly] = useState('');
  const found = useMemo(() => findFields(around.statistics, around.values, words, use), [around, words, use]);
  const often = words === '' ? oftenGroup(found) : null;
  const groups = only === '' ? [...(often === null ? [] : [often]), ...found] : found.filter(({ name }) => name === only);
  const names = useMemo(() => findFields(around.statistics, around.values, '', use).map(({ name }) => name), [around, use]);
  const count = groups.reduce((sum, { choices }) => sum + choices.length, 0);
  return (
    <div className="picker">
      <div className="picker-head">
        <label className="search picker-search">
          <Icon name="search" />
          <span className="sr-only">Search the fields</span>
          <input
            type="search"
            placeholder="Search, e.g. waiting, answered, sales"
            autoComplete="off"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
        <select aria-label="Group" value={only} onChange={(event) => setOnly(event.target.value)}>
          <option value="">All groups</option>
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <p role="status" className="sr-only">
        {count} fields
      </p>
      <section className="picker-list" aria-label="Fields">
        {groups.length === 0 ? <Notice title="No field has these words" /> : null}
        {groups.map(({ name, choices }) => (
          <section key={name} aria-label={name}>
            <h3>{name}</h3>
            <ul>
              {choices.map((choice) => {
                const { field } = choice;
                const id = field.source === 'value' ? field.value : field.statistic;
                return (
                  <li key={id}>
                    <button type="button" className="picker-choice" onClick={() => pick(choice)}>
                      <span className="picker-name">
                        {choice.name}
                        {taken.includes(id) ? <span className="badge">on the tile</span> : null}
                      </span>{' '}
                      <span className="muted">
                        {choice.words} <span className="picker-type">{typeWords[choice.type] ?? choice.type}</span>
                        {choice.licence === null || licenceWords[choice.licence] === undefined ? null : (
                          <span className="picker-type">{licenceWords[choice.licence]}</span>
                        )}
                      </span>
                    </button>
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
      </section>
    </div>
  );
};
