import { type ReportContent, reportLimits } from '../../../functions/domain/report.ts';
import type { PublicStatistic } from '../figures/core/public-types.ts';
import type { Display } from '../figures/core/table-look.ts';
import { Icon } from '../ui/icons.tsx';
import { OrderedList } from '../ui/ordered-list.tsx';
import { displaysOf } from './core/display-choices.ts';
import { type DraftAction, type Listed, listedColumns } from './core/report-draft.ts';

const HeaderInput = ({
  name,
  placeholder,
  value,
  change,
}: {
  readonly name: string;
  readonly placeholder: string;
  readonly value: string | null;
  readonly change: (header: string | null) => void;
}) => (
  <input
    type="text"
    className="column-header"
    aria-label={`Heading of ${name}`}
    placeholder={placeholder}
    maxLength={80}
    value={value ?? ''}
    onChange={(event) => change(event.target.value === '' ? null : event.target.value)}
  />
);

const WidthInput = ({
  name,
  value,
  change,
}: {
  readonly name: string;
  readonly value: number | null;
  readonly change: (width: number | null) => void;
}) => (
  <label className="column-width">
    <span>Width</span>
    <input
      type="number"
      min={4}
      max={120}
      placeholder="auto"
      aria-label={`Width of ${name} in characters`}
      value={value === null || Number.isNaN(value) ? '' : value}
      onChange={(event) => change(event.target.value === '' ? null : event.target.valueAsNumber)}
    />
  </label>
);

/** The columns of the report in their order, with what each is called, how wide and in which form it is shown. */
export const ChosenColumns = ({
  content,
  keyName,
  statistics,
  act,
}: {
  readonly content: ReportContent;
  /** Of what the report is grouped by; null = it is not. */
  readonly keyName: string | null;
  readonly statistics: readonly PublicStatistic[];
  readonly act: (action: DraftAction) => void;
}) => {
  const keyed = keyName !== null;
  const statisticOf = (id: string): PublicStatistic | undefined => statistics.find((each) => each.id === id);
  const nameOf = (item: Listed): string =>
    item.kind === 'key'
      ? (content.key.header ?? keyName ?? '')
      : (item.column.header ?? statisticOf(item.column.statistic)?.heading ?? item.column.statistic);
  return (
    <section className="chosen-columns" aria-label="Chosen columns">
      <h3 className="builder-sub">
        Chosen{' '}
        <span className="muted num" role="status">
          {content.columns.length} of at most {reportLimits.columns}
        </span>
      </h3>
      <OrderedList
        label="Columns in their order"
        items={listedColumns(content, keyed)}
        keyOf={(item) => (item.kind === 'key' ? 'key' : item.column.statistic)}
        nameOf={nameOf}
        move={(from, to) => act({ kind: 'move', from, to, keyed })}
      >
        {(item) => {
          if (item.kind === 'key') {
            return (
              <div className="chosen-column is-key">
                <span className="chosen-name">
                  {keyName} <span className="badge">grouped by this</span>
                </span>
                <HeaderInput
                  name={keyName ?? ''}
                  placeholder={keyName ?? ''}
                  value={content.key.header}
                  change={(header) => act({ kind: 'key', patch: { header } })}
                />
                <WidthInput name={keyName ?? ''} value={content.key.width} change={(width) => act({ kind: 'key', patch: { width } })} />
              </div>
            );
          }
          const { statistic: id, header, width, display } = item.column;
          const statistic = statisticOf(id);
          const name = statistic?.heading ?? id;
          const displays = statistic === undefined ? [] : displaysOf(statistic.type);
          return (
            <div className="chosen-column">
              <span className="chosen-name" title={statistic?.words}>
                {statistic?.name ?? id}
              </span>
              <HeaderInput
                name={name}
                placeholder={name}
                value={header}
                change={(next) => act({ kind: 'column', statistic: id, patch: { header: next } })}
              />
              <WidthInput name={name} value={width} change={(next) => act({ kind: 'column', statistic: id, patch: { width: next } })} />
              {displays.length === 0 ? null : (
                <select
                  aria-label={`Display ${name} as`}
                  value={display ?? displays[0]?.[0] ?? ''}
                  onChange={(event) => {
                    const next: Display | undefined = displays.find(([each]) => each === event.target.value)?.[0];
                    if (next !== undefined)
                      act({ kind: 'column', statistic: id, patch: { display: next === displays[0]?.[0] ? null : next } });
                  }}
                >
                  {displays.map(([each, words]) => (
                    <option key={each} value={each}>
                      {words}
                    </option>
                  ))}
                </select>
              )}
              <button
                type="button"
                className="button icon-button"
                aria-label={`Remove ${name}`}
                onClick={() => act({ kind: 'remove', statistic: id })}
              >
                <Icon name="bin" />
              </button>
            </div>
          );
        }}
      </OrderedList>
      {content.columns.length === 0 ? <p className="field-fault">Choose at least one column.</p> : null}
    </section>
  );
};
