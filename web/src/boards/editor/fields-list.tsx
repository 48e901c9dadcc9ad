import { useState } from 'react';
import { boardLimits, type Field } from '../../../../functions/domain/board.ts';
import { Dialog } from '../../site/dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { OrderedList } from '../../ui/ordered-list.tsx';
import { ColourField } from './colour-field.tsx';
import { choiceOf, type FieldUse } from './core/field-choice.ts';
import { useEditor } from './editor-context.ts';
import { FieldPicker } from './field-picker.tsx';

const idOf = (field: Field): string => (field.source === 'value' ? field.value : field.statistic);

/** What one field is called on the tile, and its colour; its own name and sentence stand below. */
const FieldRow = ({
  field,
  colours,
  change,
}: {
  readonly field: Field;
  readonly colours: boolean;
  readonly change: (field: Field, merge: string | null) => void;
}) => {
  const { around } = useEditor();
  const choice = choiceOf(field, around.statistics, around.values);
  const name = choice?.name ?? idOf(field);
  return (
    <div className="field-row">
      <input
        type="text"
        aria-label={`Name of ${name} on the tile`}
        placeholder={name}
        maxLength={80}
        value={field.title ?? ''}
        onChange={(event) => change({ ...field, title: event.target.value === '' ? null : event.target.value }, 'title')}
      />
      <p className="field-help">
        {field.title === null ? '' : `${name}. `}
        {choice === null ? <span className="field-fault">Not to be had any more: pick another.</span> : choice.words}
      </p>
      {colours ? (
        <ColourField
          label="Colour of its own"
          none="as the tile"
          start="#17703d"
          value={field.foreground}
          change={(foreground) => change({ ...field, foreground }, 'colour')}
        />
      ) : null}
    </div>
  );
};

/** The fields of a tile, in their order. With one field only, picking takes its place. */
export const FieldsList = ({
  fields,
  several,
  use,
  most = boardLimits.fields,
  change,
}: {
  readonly fields: readonly Field[];
  readonly several: boolean;
  readonly use: FieldUse;
  readonly most?: number;
  readonly change: (fields: readonly Field[], merge: string | null) => void;
}) => {
  const { around } = useEditor();
  const [picking, setPicking] = useState(false);
  const nameOf = (field: Field): string => field.title ?? choiceOf(field, around.statistics, around.values)?.name ?? idOf(field);
  const replaced = (at: number, field: Field): readonly Field[] => fields.map((each, i) => (i === at ? field : each));
  const row = (field: Field, i: number) => (
    <FieldRow
      field={field}
      colours={several}
      change={(next, merge) => change(replaced(i, next), merge === null ? null : `field ${i} ${merge}`)}
    />
  );
  return (
    <div className="fields-list">
      {several ? (
        <OrderedList
          label="Fields in their order"
          items={fields}
          keyOf={(field, i) => `${idOf(field)} ${fields.slice(0, i).filter((each) => idOf(each) === idOf(field)).length}`}
          nameOf={nameOf}
          move={(from, to) => change(fields.toSpliced(from, 1).toSpliced(to, 0, ...fields.slice(from, from + 1)), null)}
        >
          {(field, i) => (
            <>
              {row(field, i)}
              <button
                type="button"
                className="button icon-button"
                aria-label={`Remove ${nameOf(field)}`}
                disabled={fields.length < 2}
                onClick={() => change(fields.toSpliced(i, 1), null)}
              >
                <Icon name="bin" />
              </button>
            </>
          )}
        </OrderedList>
      ) : (
        fields.slice(0, 1).map((field) => <div key="only">{row(field, 0)}</div>)
      )}
      <button type="button" className="button" disabled={several && fields.length >= most} onClick={() => setPicking(true)}>
        {several ? 'Pick a field' : 'Pick another field'}
      </button>{' '}
      {several ? (
        <span className="muted num">
          {fields.length} of at most {most}
        </span>
      ) : null}
      {picking ? (
        <Dialog title={several ? 'Pick fields' : 'Pick a field'} close={() => setPicking(false)}>
          <div className="dialog-body">
            <FieldPicker
              use={use}
              taken={fields.map(idOf)}
              pick={({ field }) => {
                if (several && fields.length >= most) return;
                change(several ? [...fields, field] : [field], null);
                if (!several || fields.length + 1 >= most) setPicking(false);
              }}
            />
          </div>
          {several ? (
            <div className="dialog-foot picker-foot">
              <span className="muted num" role="status">
                {fields.length} on the tile
              </span>
              <button type="button" className="button primary" onClick={() => setPicking(false)}>
                Done
              </button>
            </div>
          ) : null}
        </Dialog>
      ) : null}
    </div>
  );
};
