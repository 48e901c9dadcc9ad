import type { TextChange } from './core/types.ts';
import { DiffView } from './diff-view.tsx';

const words = { add: 'New', change: 'Changed', same: 'As it is' } as const;
const kinds: Readonly<Record<string, string>> = {
  board: 'Board',
  filter: 'Filter',
  variable: 'Variable',
  template: 'Template',
  report: 'Report',
  schedule: 'Schedule',
};

/** What an import would do, thing by thing; what stays as it is, in one line. */
export const TextChanges = ({ changes }: { readonly changes: readonly TextChange[] }) => {
  const same = changes.filter(({ change }) => change === 'same');
  return (
    <>
      {changes
        .filter(({ change }) => change !== 'same')
        .map(({ kind, id, name, change, lines }) => (
          <section key={`${kind} ${id}`} className="text-change">
            <h3>
              {kinds[kind] ?? kind} {name} <span className={`badge ${change === 'add' ? '' : 'warn'}`}>{words[change]}</span>
            </h3>
            <DiffView label={`Lines of ${name}`} lines={lines} />
          </section>
        ))}
      {same.length === 0 ? null : <p className="muted">As they are: {same.map(({ name }) => name).join(', ')}.</p>}
    </>
  );
};
