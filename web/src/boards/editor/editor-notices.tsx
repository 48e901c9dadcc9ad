import type { Fault } from '../../api/client.ts';
import { Icon } from '../../ui/icons.tsx';
import { placeOfFault } from './core/content-faults.ts';
import { useEditor } from './editor-context.ts';

/** What whoever edits must know: why tiles do not move, what is not to be had, and what keeps the board from being saved. */
export const EditorNotices = ({
  follows,
  failed,
  refused,
  unread,
  goTo,
}: {
  /** Name of the template whose tiles these are; null = they are the board's own. */
  readonly follows: string | null;
  /** What the board shows and cannot be fetched, in words. */
  readonly failed: readonly string[];
  /** Why the last saving failed; null = it did not. */
  readonly refused: string | null;
  /** How many fields cannot be read. */
  readonly unread: number;
  readonly goTo: (fault: Fault) => void;
}) => {
  const { editing, faults, titleOf } = useEditor();
  const { content } = editing.draft;
  return (
    <>
      {follows === null ? null : (
        <p className="banner quiet">
          This board follows the template “{follows}”: its tiles change with it. Its name and the filters of its views are yours.
        </p>
      )}
      {failed.length === 0 ? null : (
        <p className="banner warn" role="status">
          <Icon name="warning" /> Not to be had at the moment: {failed.join(', ')}.
        </p>
      )}
      {refused === null ? null : (
        <p role="alert" className="banner bad">
          Not saved. {refused}
        </p>
      )}
      {faults.length === 0 && unread === 0 ? null : (
        <div role="status" className="banner warn">
          <Icon name="warning" /> Before this can be saved:
          <ul className="edit-faults">
            {faults.slice(0, 5).map((fault) => {
              const { tile } = placeOfFault(content, fault);
              return (
                <li key={fault.pointer + fault.detail}>
                  <button type="button" className="button plain small" onClick={() => goTo(fault)}>
                    {tile === null ? content.name : titleOf(tile)}
                  </button>{' '}
                  {fault.detail}
                </li>
              );
            })}
            {unread > 0 ? <li>What is marked red in the properties cannot be read yet.</li> : null}
          </ul>
        </div>
      )}
    </>
  );
};
