/** What is wrong with hours of the day; null = nothing. Both empty = the whole day. */
export const hoursFault = ([from, to]: readonly [string, string]): string | null => {
  if ((from === '') !== (to === '')) return 'Give both hours, or none.';
  return from !== '' && from === to ? 'The hours end when they begin: nothing would be in them.' : null;
};

/** Only calls that start in these hours each day; may pass midnight (L4222). */
export const HoursFields = ({
  hours,
  change,
}: {
  readonly hours: readonly [string, string];
  readonly change: (hours: readonly [string, string]) => void;
}) => (
  <fieldset className="ask-field ask-hours">
    <legend>Hours of the day</legend>
    <input type="time" aria-label="From this hour" value={hours[0]} onChange={(event) => change([event.target.value, hours[1]])} />
    <span aria-hidden="true">–</span>
    <input type="time" aria-label="To this hour" value={hours[1]} onChange={(event) => change([hours[0], event.target.value])} />
    <span role="alert" className="tone-bad">
      {hoursFault(hours)}
    </span>
  </fieldset>
);
