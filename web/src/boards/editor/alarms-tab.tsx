import type { Alarm, ShownView } from '../../../../functions/domain/board.ts';
import type { Fault } from '../../api/client.ts';
import { Icon } from '../../ui/icons.tsx';
import { OrderedList } from '../../ui/ordered-list.tsx';
import { AlarmForm } from './alarm-form.tsx';
import type { ChangeAlarm } from './change-alarm.ts';
import { alarmFields, newAlarm } from './core/alarm-fields.ts';
import { alarmActions, alarmCondition } from './core/alarm-words.ts';
import { faultsBelow } from './core/content-faults.ts';
import type { DataTile } from './core/data-tile.ts';

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
