import { Icon } from '../ui/icons.tsx';
import './filter-fault.css';

/** The text once more with the faulty character marked, and what to do about it. `at` null = no character is meant. */
export const FilterFault = ({
  id,
  text,
  error,
}: {
  readonly id: string;
  readonly text: string;
  readonly error: { readonly at: number | null; readonly message: string };
}) => (
  <span id={id} className="filter-fault tone-bad">
    {text === '' || error.at === null ? null : (
      <span className="filter-fault-text num">
        {text.slice(0, error.at)}
        <mark>{text.slice(error.at, error.at + 1) || ' '}</mark>
        {text.slice(error.at + 1)}
      </span>
    )}
    <span>
      <Icon name="warning" /> {error.at === null ? '' : `Character ${error.at + 1}: `}
      {error.message}
    </span>
  </span>
);
