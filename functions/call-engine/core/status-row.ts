import type { StatusRow } from '../../domain/segment.ts';
import { agentNameOf } from './attribution.ts';
import type { FoldContext } from './fold-context.ts';
import { nameOf, phoneKey } from './site-view.ts';

type Facts = Pick<StatusRow, 'kind' | 'status' | 'at'> & Partial<StatusRow>;

/**
 * What is carried over of one agent or phone stands in this order of ids: logged on, the state beneath, do not disturb over it. A
 * state told again for the same reset replaces the one before. */
const carriedOrder: Readonly<Record<StatusRow['status'], number>> = {
  loggedOn: 1,
  free: 2,
  busy: 2,
  wrap: 2,
  dndOn: 3,
  dndOff: 3,
  loggedOut: 3,
};

/** Tells one change of status, or what is carried over; the same one has the same id on every replay. */
export const emitStatus = (fold: FoldContext, node: string, facts: Facts): void => {
  const extension = facts.extension ?? null;
  const who = facts.kind === 'acd' ? facts.agent : extension === null ? null : phoneKey(fold, extension, node);
  const carriedOver = facts.carriedOver ?? false;
  const what = carriedOver ? `carried${carriedOrder[facts.status]}` : facts.status;
  const row: StatusRow = {
    statusId: [fold.config.id, facts.kind, who, facts.at.toString(36), what, facts.huntGroup ?? ''].join('-'),
    siteId: fold.config.id,
    agent: null,
    huntGroup: null,
    dndNumber: null,
    dndMessage: null,
    dndText: null,
    ...facts,
    extension,
    carriedOver,
    agentName: agentNameOf(fold, facts.agent ?? null, node),
    extensionName: nameOf(fold, extension, node),
    huntGroupName: nameOf(fold, facts.huntGroup ?? null, node),
  };
  fold.out.push({ type: 'status', row });
};
