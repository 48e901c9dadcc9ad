import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Alarm, ShownView } from '../../../../functions/domain/board.ts';
import { boardLimits } from '../../../../functions/domain/board.ts';
import type { Fault } from '../../api/client.ts';
import { useServices } from '../../app/services.ts';
import { CheckField, Field } from '../../site/field.tsx';
import { Icon } from '../../ui/icons.tsx';
import { OrderedList } from '../../ui/ordered-list.tsx';
import { mediaQuery } from './board-api.ts';
import { ColourField } from './colour-field.tsx';
import { type AlarmField, alarmFields, newAlarm } from './core/alarm-fields.ts';
import { alarmActions, alarmCondition } from './core/alarm-words.ts';
import { faultAt, faultsBelow } from './core/content-faults.ts';
import type { DataTile } from './core/data-tile.ts';
import { acceptedTypes, mediaHint } from './core/media-types.ts';
import { useEditor } from './editor-context.ts';
import { FigureField } from './figure-field.tsx';
import { useUpload } from './use-upload.ts';

const comparisons = [
  ['above', 'is above'],
  ['below', 'is below'],
  ['equals', 'is exactly'],
  ['between', 'lies between, both included'],
] as const;
const ownSounds = [
  ['chime', 'Chime'],
  ['bell', 'Bell'],
  ['horn', 'Horn'],
] as const;

type ChangeAlarm = (alarm: Alarm, merge: string | null) => void;

const SoundFields = ({ alarm, change }: { readonly alarm: Alarm; readonly change: ChangeAlarm }) => {
  const { site } = useEditor();
  const { api } = useServices();
  const queries = useQueryClient();
  const { data: media } = useQuery(mediaQuery(api, site.site));
  const [upload, start, cancel] = useUpload(site.site, 'sound', (id) => {
    void queries.invalidateQueries({ queryKey: mediaQuery(api, site.site).queryKey });
    change({ ...alarm, sound: { sound: id, times: alarm.sound?.times ?? 1 } }, null);
  });
  const { sound } = alarm;
  if (sound === null) return null;
  return (
    <div className="alarm-part">
      <Field label="Sound">
        {(ids) => (
          <select
            {...ids}
            value={sound.sound}
            onChange={(event) => change({ ...alarm, sound: { ...sound, sound: event.target.value } }, null)}
          >
            {ownSounds.map(([id, words]) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
            {(media ?? [])
              .filter(({ kind }) => kind === 'sound')
              .map(({ media: id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </select>
        )}
      </Field>
      <Field label="Played" fault={upload.kind === 'failed' ? upload.why : undefined}>
        {(ids) => (
          <span className="with-unit">
            <input
              {...ids}
              type="number"
              className="short"
              min={1}
              max={boardLimits.soundTimes}
              value={sound.times}
              onChange={(event) => {
                const times = Math.round(Number(event.target.value));
                if (times >= 1 && times <= boardLimits.soundTimes) change({ ...alarm, sound: { ...sound, times } }, 'times');
              }}
            />
            <span className="muted">times each time the alarm begins</span>
          </span>
        )}
      </Field>
      {upload.kind === 'sending' ? (
        <p>
          Sending {upload.name}, <span className="num">{Math.round(upload.share * 100)} %</span>{' '}
          <button type="button" className="button small" onClick={cancel}>
            Cancel
          </button>
        </p>
      ) : (
        <Field label="A sound of yours" help={mediaHint('sound')}>
          {(ids) => (
            <input
              {...ids}
              type="file"
              accept={acceptedTypes('sound')}
              onChange={(event) => {
                const file = event.target.files?.[0];
                if (file !== undefined) start(file);
              }}
            />
          )}
        </Field>
      )}
    </div>
  );
};

const AlarmForm = ({
  tile,
  alarm,
  fields,
  faults,
  change,
}: {
  readonly tile: DataTile;
  readonly alarm: Alarm;
  readonly fields: readonly AlarmField[];
  /** Below the alarm. */
  readonly faults: readonly Fault[];
  readonly change: ChangeAlarm;
}) => {
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

/** When a tile asks for attention, and how. Of several that are active the last one wins, so a list from mild to severe is a traffic light. */
export const AlarmsTab = ({
  tile,
  shown,
  faults,
  tested,
  test,
  change,
}: {
  readonly tile: DataTile;
  readonly shown: ShownView;
  readonly faults: readonly Fault[];
  /** The alarm that is being tried at the moment. */
  readonly tested: string | null;
  readonly test: (alarm: Alarm) => void;
  readonly change: (tile: DataTile, merge: string | null) => void;
}) => {
  const fields = alarmFields(tile, shown);
  const added = newAlarm(tile.alarms, fields);
  const changeAlarm =
    (index: number): ChangeAlarm =>
    (alarm, merge) =>
      change(
        { ...tile, alarms: tile.alarms.map((each, i) => (i === index ? alarm : each)) },
        merge === null ? null : `${alarm.id} ${merge}`,
      );
  const wordsOf = (alarm: Alarm): string => alarmCondition(alarm, fields.find(({ index }) => index === alarm.field)?.type ?? 'count');
  if (fields.length === 0) return <p className="muted">Nothing on this tile is a number that an alarm could watch.</p>;
  return (
    <>
      {tile.alarms.length === 0 ? (
        <p className="muted">No alarm yet: the tile looks the same whatever its figure is.</p>
      ) : (
        <p className="muted">Read from top to bottom; where several are active, the last active one wins.</p>
      )}
      <OrderedList
        label="Alarms in their order"
        items={tile.alarms}
        keyOf={({ id }) => id}
        nameOf={(alarm) => `${alarm.word || 'alarm'}, ${wordsOf(alarm)}`}
        move={(from, to) =>
          change({ ...tile, alarms: tile.alarms.toSpliced(from, 1).toSpliced(to, 0, ...tile.alarms.slice(from, from + 1)) }, null)
        }
      >
        {(alarm, i) => (
          <details className="alarm" open={i === tile.alarms.length - 1}>
            <summary>
              <span className="strong">{alarm.word || 'Alarm'}</span> {wordsOf(alarm)}
              <span className="muted"> {alarmActions(alarm)}</span>
            </summary>
            <AlarmForm tile={tile} alarm={alarm} fields={fields} faults={faultsBelow(faults, `#/alarms/${i}`)} change={changeAlarm(i)} />
            <div className="alarm-foot">
              <button type="button" className="button" disabled={tested !== null} onClick={() => test(alarm)}>
                <Icon name="play" /> {tested === alarm.id ? 'Showing it…' : 'Try it for five seconds'}
              </button>
              <button
                type="button"
                className="button"
                aria-label={`Remove the alarm ${alarm.word}, ${wordsOf(alarm)}`}
                onClick={() => change({ ...tile, alarms: tile.alarms.toSpliced(i, 1) }, null)}
              >
                <Icon name="bin" /> Remove
              </button>
            </div>
          </details>
        )}
      </OrderedList>
      <button
        type="button"
        className="button"
        disabled={added === null}
        onClick={() => {
          if (added !== null) change({ ...tile, alarms: [...tile.alarms, added] }, null);
        }}
      >
        <Icon name="plus" /> Add an alarm
      </button>
    </>
  );
};
