import { limits } from '../constants.ts';
import { foldName } from './fold-name.ts';
import { newId } from './new-id.ts';
import type { Variable } from './types.ts';

export interface VariableInput {
  readonly name: string;
  readonly value: string;
}
export type VariablePlan =
  | { readonly plan: 'same'; readonly variable: Variable }
  | { readonly plan: 'write'; readonly before: Variable | null; readonly variable: Variable }
  | { readonly plan: 'absent' }
  | { readonly plan: 'nameTaken'; readonly by: Variable }
  | { readonly plan: 'tooMany' };

/**
 * What saving a global variable does to the list of a site.
 * @param id null = a new one
 * @param at ISO 8601
 */
export const planVariable = (list: readonly Variable[], id: string | null, { name, value }: VariableInput, at: string): VariablePlan => {
  const before = list.find((variable) => variable.id === id) ?? null;
  if (id !== null && before === null) return { plan: 'absent' };
  const by = list.find((variable) => variable.id !== id && foldName(variable.name) === foldName(name));
  if (by !== undefined) return { plan: 'nameTaken', by };
  if (before === null) {
    if (list.length >= limits.variables) return { plan: 'tooMany' };
    const taken = new Set(list.map((variable) => variable.id));
    return { plan: 'write', before, variable: { id: newId(name, taken, 'variable'), name, value, at } };
  }
  if (before.name === name && before.value === value) return { plan: 'same', variable: before };
  return { plan: 'write', before, variable: { ...before, name, value, at: before.value === value ? before.at : at } };
};
