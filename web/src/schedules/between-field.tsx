import { CheckField } from '../site/field.tsx';
import type { PartProps } from './fields-props.ts';

/** Between which hours of the day, if not all day. */
export const BetweenField = ({ draft, change, fault }: PartProps) => {
  const { between } = draft;
  return (
    <fieldset className="field">
      <legend className="sr-only">Hours of the day</legend>
      <CheckField
        label="Only between some hours"
        help="From the first inclusive until before the second; past midnight when the second is earlier."
        checked={between !== null}
        change={(on) => change({ between: on ? { from: '09:00', to: '17:00' } : null })}
      />
      {between === null ? null : (
        <div className="schedule-pair">
          {(['from', 'to'] as const).map((end) => (
            <label key={end} className="ask-field">
              <span>{end === 'from' ? 'From' : 'Until'}</span>
              <input
                type="time"
                value={between[end]}
                onChange={(event) => change({ between: { ...between, [end]: event.target.value } })}
              />
            </label>
          ))}
        </div>
      )}
      <p className="field-fault">{fault}</p>
    </fieldset>
  );
};
