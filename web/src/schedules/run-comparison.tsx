import { Icon } from '../ui/icons.tsx';
import { equalWords } from './core/run-words.ts';
import type { RunComparison } from './core/types.ts';

/** What came of making a run again: whether the bytes are the same, and whether today's data would give others. */
export const RunComparisonWords = ({ comparison }: { readonly comparison: RunComparison }) => {
  const { equal, files, today } = comparison;
  const told = today.filter(({ detail }) => detail !== null);
  return (
    <div>
      <p className={equal ? 'tone-good' : 'tone-bad'}>
        <Icon name={equal ? 'answered' : 'warning'} /> {equalWords(comparison)}
      </p>
      {equal ? null : (
        <ul className="change-list">
          {files.map((file) => (
            <li key={file.name}>
              {file.name}: {file.equal ? 'equal' : 'not equal'}
            </li>
          ))}
        </ul>
      )}
      {told.length === 0 ? (
        <p className="muted">Asked of today’s data, it would be the same.</p>
      ) : (
        <ul className="change-list">
          {told.map(({ report, name, detail }) => (
            <li key={`${report} ${detail}`}>
              <span className="strong">{name}</span>: {detail}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
