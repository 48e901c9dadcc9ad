/** What stands in a list for something stored that cannot be read. */
export interface Unreadable {
  readonly id: string;
  /** Null = it cannot be read either. */
  readonly name: string | null;
  /** What is wrong, in words. */
  readonly unreadable: string;
  readonly mayEdit: boolean;
}

export const isUnreadable = (item: object): item is Unreadable => 'unreadable' in item;
export const readableOf = <T extends object>(items: readonly (T | Unreadable)[]): readonly T[] =>
  items.filter((item): item is T => !isUnreadable(item));
export const unreadableOf = (items: readonly object[]): readonly Unreadable[] => items.filter(isUnreadable);
