import { useState } from 'react';
import type { Unreadable } from '../api/unreadable.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Icon } from './icons.tsx';

const wordsOf = ({ name, id }: Unreadable): string => name ?? id;

/** Things of a list that are stored but cannot be read: what is wrong with each, and a way to be rid of it. */
export const UnreadableList = ({
  what,
  effect = 'does not run',
  items,
  remove,
}: {
  /** Of one of them, `schedule`. */
  readonly what: string;
  /** What comes of it, after "cannot be read and". */
  readonly effect?: string;
  readonly items: readonly Unreadable[];
  readonly remove: (id: string) => Promise<void>;
}) => {
  const [leaving, setLeaving] = useState<Unreadable | null>(null);
  if (items.length === 0) return null;
  return (
    <section aria-label={`Cannot be read: ${what}s`}>
      <ul className="unreadable">
        {items.map((item) => (
          <li key={item.id}>
            <p>
              <span className="tone-bad">
                <Icon name="warning" /> <span className="strong">{wordsOf(item)}</span> cannot be read
              </span>{' '}
              and {effect}. {item.unreadable}
            </p>
            {item.mayEdit ? (
              <button type="button" className="button small" onClick={() => setLeaving(item)}>
                Delete <span className="sr-only">{wordsOf(item)}</span>…
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {leaving === null ? null : (
        <ConfirmDialog title={`Delete ${wordsOf(leaving)}?`} button="Delete" act={() => remove(leaving.id)} close={() => setLeaving(null)}>
          <p>Nobody can open this {what}. Whoever runs the service can tell whether it can be saved: ask before you delete it.</p>
        </ConfirmDialog>
      )}
    </section>
  );
};
