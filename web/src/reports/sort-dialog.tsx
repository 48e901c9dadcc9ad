import { useState } from 'react';
import type { SortChoice } from '../figures/core/question.ts';
import { Dialog } from '../site/dialog.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import type { SortColumn } from './core/sort-columns.ts';
import { SortKeys } from './sort-keys.tsx';

/** Several columns at once, for the keyboard and the finger; with a mouse Shift and a press of a head does the same. */
export const SortDialog = ({
  columns,
  sort,
  apply,
  close,
}: {
  readonly columns: readonly SortColumn[];
  readonly sort: readonly SortChoice[];
  readonly apply: (sort: readonly SortChoice[]) => void;
  readonly close: () => void;
}) => {
  const [chosen, setChosen] = useState(sort);
  return (
    <Dialog title="Sort" close={close}>
      <div className="dialog-body">
        <SortKeys columns={columns} sort={chosen} change={setChosen} />
        <DialogFoot error="" close={close} busy={false} act={() => apply(chosen)}>
          Sort
        </DialogFoot>
      </div>
    </Dialog>
  );
};
