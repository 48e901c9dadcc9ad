import type { Alarm } from '../../../../functions/domain/board.ts';
import type { Fault } from '../../api/client.ts';
import { CheckField, Field } from '../../site/field.tsx';
import type { ChangeAlarm } from './change-alarm.ts';
import { ColourField } from './colour-field.tsx';
import type { AlarmField } from './core/alarm-fields.ts';
import { faultAt } from './core/content-faults.ts';
import type { DataTile } from './core/data-tile.ts';
import { FigureField } from './figure-field.tsx';
import { SoundFields } from './sound-fields.tsx';

const comparisons = [
  ['above', 'is above'],
  ['below', 'is below'],
  ['equals', 'is exactly'],
  ['between', 'lies between, both included'],
] as const;

interface AlarmFormProps {
  readonly tile: DataTile;
  readonly alarm: Alarm;
  readonly fields: readonly AlarmField[];
  /** Below the alarm. */
  readonly faults: readonly Fault[];
  readonly change: ChangeAlarm;
}

/** One alarm: what it watches, when it begins, and what it does then. */
export const AlarmForm = ({ tile, alarm, fields, faults, change }: AlarmFormProps) => {
  const watched = fields.find(({ index }) => index === alarm.field);
  const type = watched?.type ?? 'count';
  const key = `${tile.id} ${alarm.id}`;
  return (
    <div className="alarm-form">
      {fields.length > 1 || watched === undefined ? (
        <Field
          label={tile.kind === 'grid' ? 'Column: any row counts' : 'Figure'}
          fault={watched === undefined ? 'What it watched is no number or no longer here: choose another.' : faultAt(faults, '#/field')}
        >
          {(ids) => (
            <select
              {...ids}
              value={watched?.index ?? ''}
              onChange={(event) => change({ ...alarm, field: Number(event.target.value) }, null)}
            >
              {watched === undefined ? <option value="">choose</option> : null}
              {fields.map(({ index, name }) => (
                <option key={index} value={index}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      <div className="alarm-when">
        <Field label={watched === undefined || fields.length > 1 ? 'When it' : `When ${watched.name}`}>
          {(ids) => (
            <select
              {...ids}
              value={alarm.comparison}
              onChange={(event) => {
                const comparison = comparisons.find(([each]) => each === event.target.value)?.[0] ?? 'above';
                change({ ...alarm, comparison, to: comparison === 'between' ? (alarm.to ?? alarm.value) : null }, null);
              }}
            >
              {comparisons.map(([comparison, words]) => (
                <option key={comparison} value={comparison}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
        <FigureField
          id={`${key} value`}
          label={alarm.comparison === 'between' ? 'From' : 'Value'}
          type={type}
          value={alarm.value}
          fault={faultAt(faults, '#/value')}
          change={(value) => change({ ...alarm, value }, 'value')}
        />
        {alarm.comparison === 'between' ? (
          <FigureField
            id={`${key} to`}
            label="To"
            type={type}
            value={alarm.to}
            fault={faultAt(faults, '#/to')}
            change={(to) => change({ ...alarm, to }, 'to')}
          />
        ) : null}
      </div>
      <Field label="Word beside the figure" help="So that colour is never the only sign." fault={faultAt(faults, '#/word')}>
        {(ids) => (
          <input
            {...ids}
            type="text"
            maxLength={30}
            value={alarm.word}
            onChange={(event) => change({ ...alarm, word: event.target.value }, 'word')}
          />
        )}
      </Field>
      <ColourField
        label="Background"
        none="stays"
        start="#b3211a"
        value={alarm.background}
        change={(background) => change({ ...alarm, background }, 'background')}
      />
      <ColourField
        label="Colour of the figure"
        none="stays"
        start="#ffffff"
        value={alarm.foreground}
        change={(foreground) => change({ ...alarm, foreground }, 'foreground')}
      />
      <CheckField
        label="Flash"
        help="Once a second; not where somebody asked for less motion."
        checked={alarm.flash}
        change={(flash) => change({ ...alarm, flash }, null)}
      />
      <CheckField
        label="Fill the screen"
        help="In front of all other tiles, until the alarm ends or somebody double-clicks it."
        checked={alarm.fill}
        change={(fill) => change({ ...alarm, fill }, null)}
      />
      <CheckField
        label="Play a sound"
        checked={alarm.sound !== null}
        change={(on) => change({ ...alarm, sound: on ? { sound: 'chime', times: 1 } : null }, null)}
      />
      <SoundFields alarm={alarm} change={change} />
    </div>
  );
};
