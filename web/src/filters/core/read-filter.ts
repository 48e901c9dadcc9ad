import { createReader } from '../../api/create-reader.ts';
import type { SavedFilter } from './types.ts';

/** A filter of the site's list. */
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
