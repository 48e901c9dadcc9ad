import type { StatusRow } from '../../domain/segment.ts';
import { agentNameOf } from './attribution.ts';
import type { FoldContext } from './fold-context.ts';
import { nameOf } from './site-view.ts';

type Facts = Pick<StatusRow, 'kind' | 'status' | 'at'> & Partial<StatusRow>;

/** Tells one change of status; the same change has the same id on every replay. */
export const emitStatus = (fold: FoldContext, node: string, facts: Facts): void => {
  const who = facts.kind === 'acd' ? facts.agent : facts.extension;
  const row: StatusRow = {
    statusId: [fold.config.id, facts.kind, who, facts.at.toString(36), facts.status, facts.huntGroup ?? ''].join('-'),
    siteId: fold.config.id,
    agent: null,
    extension: null,
    huntGroup: null,
    dndNumber: null,
    dndMessage: null,
    dndText: null,
    ...facts,
    agentName: agentNameOf(fold, facts.agent ?? null, node),
    extensionName: nameOf(fold, facts.extension ?? null, node),
    huntGroupName: nameOf(fold, facts.huntGroup ?? null, node),
  };
  fold.out.push({ type: 'status', row });
};
