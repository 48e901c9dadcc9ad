import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { useServices } from '../app/services.ts';
import { statisticsQuery } from '../figures/figures-queries.ts';
import { Dialog } from '../site/dialog.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import type { DraftFault } from './core/filter-draft.ts';
import { filterTabs, tabOfField } from './core/filter-tabs.ts';
import { nameTagFields, tagNamesOf } from './core/name-tag-fields.ts';
import type { FilterSpec } from './core/types.ts';
import { FilterFields } from './filter-fields.tsx';
import { FilterPreview } from './filter-preview.tsx';
import { useFilterDraft } from './use-filter-draft.ts';

const nothing: FilterSpec = {};

/** A dialog around the fields of a filter; what stands above them (its name, or nothing) is the caller's. */
export const FilterEditor = ({
  title,
  site,
  spec: before = nothing,
  button,
  blocked = '',
  save,
  close,
  children,
}: {
  readonly title: string;
  /** Whose devices and calls tell what it matches. */
  readonly site: string;
  readonly spec?: FilterSpec;
  readonly button: string;
  /** Why it cannot be saved yet; empty = it can. */
  readonly blocked?: string;
  /** @throws ApiError, told below. */
  readonly save: (spec: FilterSpec) => Promise<void>;
  readonly close: () => void;
  readonly children?: ReactNode;
}) => {
  const { api } = useServices();
  const { data: statistics } = useQuery(statisticsQuery(api, site));
  const tabs = useMemo(() => nameTagFields(filterTabs, tagNamesOf(statistics ?? [])), [statistics]);
  const [first = before] = useState(before);
  const edited = useFilterDraft(first);
  const form = useRef<HTMLFormElement>(null);
  const [tab, setTab] = useState(() => filterTabs.find(({ fields }) => fields.some(({ name }) => name in first))?.id ?? 'devices');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');

  /** Opens the tab of a fault and puts the cursor on its character. */
  const point = (fault: DraftFault): void => {
    const name = fault.field.split('.')[0] ?? '';
    setTab(tabOfField(name)?.id ?? tab);
    // The tab is drawn a few frames later.
    const find = (frames: number): void => {
      const input = form.current?.elements.namedItem(fault.field);
      if (input instanceof HTMLInputElement) {
        input.focus();
        if (fault.at !== null) input.setSelectionRange(fault.at, fault.at + 1);
      } else if (frames > 0) requestAnimationFrame(() => find(frames - 1));
    };
    find(30);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // A form around the one who opened this would hear it, too.
    event.stopPropagation();
    if (busy) return;
    setError(blocked);
    if (blocked !== '') return;
    setBusy(true);
    try {
      const [fault] = await edited.checkNow();
      if (fault !== undefined) return point(fault);
      await save(edited.spec);
    } catch (reason) {
      const faults = reason instanceof ApiError ? reason.faults.map(({ detail }) => detail) : [];
      setError(faults.length > 0 ? faults.join(' ') : reason instanceof Error ? reason.message : String(reason));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} close={close}>
      <form ref={form} className="dialog-body filter-editor" noValidate onSubmit={(event) => void submit(event)}>
        {children}
        <FilterFields tabs={tabs} draft={edited.draft} faults={edited.faults} change={edited.change} tab={tab} turn={setTab} />
        <p className="filter-words" role="status">
          {edited.words}
        </p>
        <FilterPreview site={site} spec={edited.spec} readable={edited.faults.length === 0} />
        <DialogFoot error={error} close={close} busy={busy}>
          {busy ? 'Saving…' : button}
        </DialogFoot>
      </form>
    </Dialog>
  );
};
