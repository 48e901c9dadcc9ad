import { CheckField, Field } from '../site/field.tsx';
import type { FieldsProps } from './fields-props.ts';

/** What it does when data is late or nothing came of it. */
export const WaitingFields = ({ draft, change, faultAt }: Omit<FieldsProps, 'site'>) => (
  <>
    <Field
      label="Wait for data at most"
      help="When data of the time it tells of has not arrived, it waits so long, at least a minute; then it goes out and says what is missing."
      fault={faultAt('waitMinutes')}
    >
      {(ids) => (
        <span className="with-unit">
          <input
            {...ids}
            type="number"
            className="short"
            min={0}
            max={720}
            value={Number.isNaN(draft.waitMinutes) ? '' : draft.waitMinutes}
            onChange={(event) => change({ waitMinutes: event.target.valueAsNumber })}
          />
          minutes
        </span>
      )}
    </Field>
    <CheckField
      label="Tell the owner when every report is empty"
      help="An empty report is often a mistake in a filter. It goes out all the same."
      checked={draft.alarmWhenEmpty}
      change={(alarmWhenEmpty) => change({ alarmWhenEmpty })}
    />
  </>
);
