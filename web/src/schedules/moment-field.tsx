/** A day and a time of that day, by the clocks of the schedule's zone. */
export const MomentField = ({
  legend,
  value,
  name,
  fault,
  change,
}: {
  readonly legend: string;
  readonly value: { readonly date: string; readonly time: string };
  readonly name: string;
  readonly fault: string | undefined;
  readonly change: (value: { readonly date: string; readonly time: string }) => void;
}) => (
  <fieldset className="field">
    <legend>{legend}</legend>
    <div className="schedule-pair">
      <input
        type="date"
        name={name}
        aria-label={`${legend}: day`}
        value={value.date}
        onChange={(event) => change({ ...value, date: event.target.value })}
      />
      <input
        type="time"
        aria-label={`${legend}: time`}
        value={value.time}
        onChange={(event) => change({ ...value, time: event.target.value })}
      />
    </div>
    <p className="field-fault" role={fault === undefined ? undefined : 'alert'}>
      {fault}
    </p>
  </fieldset>
);
