import type { ReactNode } from 'react';
import type { Edit } from './core/edits.ts';
import { noFaults, type PlacedFaults, placeFaults } from './core/faults.ts';
import { Dialog } from './dialog.tsx';
import { usePart } from './part.ts';
import { sendEdits } from './queries.ts';
import { SavingSteps } from './saving-steps.tsx';
import { useSaving } from './use-saving.ts';

/** A dialog around a form whose input becomes edits: checked, shown in words, saved. */
export const EditDialog = ({
  title,
  close,
  edits,
  fields,
  action,
  saved,
  children,
}: {
  readonly title: string;
  readonly close: () => void;
  readonly edits: () => readonly Edit[];
  /** Names of the fields, as faults of the API point to them. */
  readonly fields: readonly string[];
  readonly action?: string;
  readonly saved?: () => void;
  readonly children: (faults: PlacedFaults) => ReactNode;
}) => {
  const { site, head, tell } = usePart();
  const saving = useSaving(site.site, head.version, (outcome) => {
    tell(`Saved as version ${outcome.version}.`);
    close();
    saved?.();
  });
  const faults = saving.faults.length === 0 ? noFaults : placeFaults(saving.faults, fields);
  return (
    <Dialog title={title} close={close}>
      <SavingSteps saving={saving} submit={() => saving.check(sendEdits(edits()))} {...(action === undefined ? {} : { action })}>
        {children(faults)}
        {faults.rest.map((detail) => (
          <p key={detail} role="alert" className="field-fault">
            {detail}
          </p>
        ))}
      </SavingSteps>
    </Dialog>
  );
};
