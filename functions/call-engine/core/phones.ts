import { type FoldContext, writable } from './fold-context.ts';
import { phoneKey } from './site-view.ts';
import type { PhoneState } from './state.ts';

/** What is known of a phone, made changeable; begun when it is not known yet. */
export const phoneOf = (fold: FoldContext, number: string, node: string): PhoneState => {
  const key = phoneKey(fold, number, node);
  const known = fold.state.phones[key];
  if (known !== undefined && known !== fold.before.phones[key]) return known;
  const copy: PhoneState =
    known === undefined
      ? { number, node, agent: null, dndMessage: null, dndText: null, dnd: false, online: true, talks: [], dndSince: null }
      : { ...known };
  fold.touched.phones.add(key);
  writable(fold, 'phones')[key] = copy;
  return copy;
};
