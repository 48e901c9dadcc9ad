import { Field } from '../site/field.tsx';

const offered = [5, 10, 15, 20, 30, 60, 120, 300, 600] as const;
const words = (seconds: number): string =>
  seconds < 60 ? `${seconds} seconds` : seconds === 60 ? '1 minute' : `${Math.round(seconds / 6) / 10} minutes`;

/** How long each view stays, where a board has several. */
export const CycleField = ({ seconds, change }: { readonly seconds: number; readonly change: (seconds: number) => void }) => {
  const choices = [...new Set([...offered, seconds])].sort((a, b) => a - b);
  return (
    <Field label="Each view for" help="Where the board has several views.">
      {(ids) => (
        <select {...ids} value={seconds} onChange={(event) => change(Number(event.target.value))}>
          {choices.map((each) => (
            <option key={each} value={each}>
              {words(each)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
};
