import { createReader } from '../../api/create-reader.ts';
import { isUnreadable, type Unreadable } from '../../api/unreadable.ts';
import type { SavedFilter } from './types.ts';

/** A filter as the API gives it. */
export const readFilter = createReader<SavedFilter, 'id' | 'name'>({
  description: '',
  owner: null,
  shared: false,
  builtIn: false,
  spec: {},
  words: '',
  version: 0,
  mayEdit: false,
  usedBy: [],
});
/** An entry of the list of filters. */
export const readFilterItem = (item: SavedFilter | Unreadable): SavedFilter | Unreadable => (isUnreadable(item) ? item : readFilter(item));
