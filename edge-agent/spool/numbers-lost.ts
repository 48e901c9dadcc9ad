import type { CallEventOf } from '../../functions/domain/call-event.ts';
import type { EpochMs, LinkId, SequenceNo } from '../../functions/domain/ids.ts';

/** The declaration that `from` … `to` will never come; it stands in the place of `from`. */
export const numbersLost = (lost: {
  readonly link: LinkId;
  readonly from: number;
  readonly to: number;
  readonly at: EpochMs;
  readonly node: string;
  readonly detail: string;
}): CallEventOf<'linkState'> => ({
  v: 1,
  kind: 'linkState',
  link: lost.link,
  seq: lost.from as SequenceNo,
  at: lost.at,
  node: lost.node,
  resync: null,
  copyOf: null,
  state: 'numbersLost',
  scope: null,
  detail: lost.detail,
  lostFrom: lost.from as SequenceNo,
  lostTo: lost.to as SequenceNo,
});
