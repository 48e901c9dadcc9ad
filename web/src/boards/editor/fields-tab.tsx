import { useQuery } from '@tanstack/react-query';
import type { Tile } from '../../../../functions/domain/board.ts';
import type { Fault } from '../../api/client.ts';
import { useServices } from '../../app/services.ts';
import { Field } from '../../site/field.tsx';
import { configurationQuery } from '../../site/queries.ts';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { ColumnsList } from './columns-list.tsx';
import { faultAt } from './core/content-faults.ts';
import { useEditor } from './editor-context.ts';
import { FieldsList } from './fields-list.tsx';
import { FigureField } from './figure-field.tsx';
import { MediaFields } from './media-fields.tsx';

type Change = (tile: Tile, merge: string | null) => void;
type Of<K extends Tile['kind']> = Extract<Tile, { readonly kind: K }>;

const formulas = ['site', 'F1', 'F2', 'F3', 'F4', 'F5'] as const;

const ServiceLevelFields = ({
  tile,
  faults,
  change,
}: {
  readonly tile: Of<'serviceLevel'>;
  readonly faults: readonly Fault[];
  readonly change: Change;
}) => {
  const { around } = useEditor();
  const wordsOf = (formula: (typeof formulas)[number]): string =>
    around.statistics.find(({ id }) => id === (formula === 'site' ? 'serviceLevel' : `serviceLevel${formula}`))?.words ?? '';
  return (
    <>
      <ChoiceField
        label="Formula"
        help={wordsOf(tile.formula)}
        value={tile.formula}
        choices={formulas.map((formula) => [formula, formula === 'site' ? 'As the site has chosen' : formula] as const)}
        change={(formula) => change({ ...tile, formula }, null)}
      />
      <FigureField
        id={`${tile.id} target`}
        label="Target"
        type="percentage"
        value={tile.target}
        fault={faultAt(faults, '#/target')}
        change={(target) => change({ ...tile, target }, 'target')}
      />
    </>
  );
};

const QueueFields = ({ tile, change }: { readonly tile: Of<'queues'>; readonly change: Change }) => {
  const { site } = useEditor();
  const { api } = useServices();
  const { data } = useQuery({ ...configurationQuery(api, site.site), retry: false });
  const groups = (data?.configuration.devices ?? []).filter(({ type }) => type === 'huntGroup');
  const chosen = new Set(tile.huntGroups);
  return (
    <fieldset className="field choice">
      <legend>Hunt groups</legend>
      <label className="check-line">
        <input type="checkbox" checked={chosen.size === 0} onChange={() => change({ ...tile, huntGroups: [] }, null)} />
        All of them
      </label>
      {groups.map(({ number, name }) => (
        <label key={number} className="check-line">
          <input
            type="checkbox"
            checked={chosen.has(number)}
            onChange={() =>
              change(
                {
                  ...tile,
                  huntGroups: chosen.has(number) ? tile.huntGroups.filter((each) => each !== number) : [...tile.huntGroups, number],
                },
                null,
              )
            }
          />
          {number} {name}
        </label>
      ))}
    </fieldset>
  );
};

const ownFields = (tile: Tile, faults: readonly Fault[], change: Change) => {
  switch (tile.kind) {
    case 'single':
    case 'graph':
      return (
        <FieldsList
          fields={[tile.field]}
          several={false}
          use={tile.kind === 'graph' ? 'graph' : tile.appearance === 'gauge' ? 'number' : 'any'}
          change={([field], merge) => {
            if (field !== undefined) change({ ...tile, field }, merge);
          }}
        />
      );
    case 'multi':
    case 'ticker':
      return (
        <>
          <FieldsList
            fields={tile.fields}
            several
            use="any"
            {...(tile.kind === 'multi' && tile.appearance === 'pair' ? { most: 2 } : {})}
            change={(fields, merge) => change({ ...tile, fields: [...fields] }, merge)}
          />
          {faultAt(faults, '#/fields') === undefined ? null : (
            <p role="alert" className="field-fault">
              {faultAt(faults, '#/fields')}
            </p>
          )}
        </>
      );
    case 'media':
      return <MediaFields tile={tile} faults={faults} change={change} />;
    case 'grid':
      return <ColumnsList tile={tile} change={change} />;
    case 'serviceLevel':
      return <ServiceLevelFields tile={tile} faults={faults} change={change} />;
    case 'worklist':
      return (
        <label className="range-field">
          <span>At most {tile.rows} calls</span>
          <input
            type="range"
            min={1}
            max={50}
            value={tile.rows}
            onChange={(event) => change({ ...tile, rows: Number(event.target.value) }, 'rows')}
          />
        </label>
      );
    case 'queues':
      return <QueueFields tile={tile} change={change} />;
  }
};

/** Title, and what the tile shows. */
export const FieldsTab = ({
  tile,
  title,
  faults,
  change,
}: {
  readonly tile: Tile;
  /** What stands there without one of its own. */
  readonly title: string;
  readonly faults: readonly Fault[];
  readonly change: Change;
}) => (
  <>
    <Field label="Title" help="Empty: the name of the first field." fault={faultAt(faults, '#/title')}>
      {(ids) => (
        <input
          {...ids}
          type="text"
          maxLength={80}
          placeholder={title}
          value={tile.title ?? ''}
          onChange={(event) => change({ ...tile, title: event.target.value === '' ? null : event.target.value }, 'title')}
        />
      )}
    </Field>
    {ownFields(tile, faults, change)}
  </>
);
