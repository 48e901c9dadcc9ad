import { useId } from 'react';

/** A colour, or none: then what stands around it decides. */
export const ColourField = ({
  label,
  value,
  none,
  start,
  change,
}: {
  readonly label: string;
  readonly value: string | null;
  /** Words of the choice to have none; absent = there must be one. */
  readonly none?: string;
  /** What the picker begins with. */
  readonly start: string;
  readonly change: (value: string | null) => void;
}) => {
  const id = useId();
  return (
    <div className="colour-field">
      {none === undefined ? (
        <label htmlFor={id}>{label}</label>
      ) : (
        <label className="check-line">
          <input type="checkbox" checked={value !== null} onChange={(event) => change(event.target.checked ? start : null)} />
          {label}
        </label>
      )}
      {value === null ? (
        <span className="muted">{none}</span>
      ) : (
        <input
          id={id}
          type="color"
          aria-label={none === undefined ? undefined : `${label}: which`}
          value={value}
          onChange={(event) => change(event.target.value)}
        />
      )}
    </div>
  );
};
