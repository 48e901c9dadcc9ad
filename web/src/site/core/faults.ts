import type { Fault } from '../../api/client.ts';

export interface PlacedFaults {
  /** By the name of the field. */
  readonly byField: ReadonlyMap<string, string>;
  /** What belongs to no field of the form. */
  readonly rest: readonly string[];
}

export const noFaults: PlacedFaults = { byField: new Map(), rest: [] };

/** Puts each fault at the last step of its pointer that is a field of the form: `#/edits/0/set/name`, `#/settings/ringCategories/3`. */
export const placeFaults = (faults: readonly Fault[], fields: readonly string[]): PlacedFaults => {
  const byField = new Map<string, string>();
  const rest: string[] = [];
  for (const { pointer, detail } of faults) {
    const field = pointer.split('/').findLast((step) => fields.includes(step));
    if (field === undefined) rest.push(detail);
    else byField.set(field, [byField.get(field), detail].filter(Boolean).join(' '));
  }
  return { byField, rest };
};
