import type { Gap } from '../../../../functions/domain/engine-output.ts';
import { epochMs as toEpochMs } from '../../../../functions/domain/ids.ts';
import type { AgentPresence } from '../../api/types.ts';
import { type Board, emptyBoard } from './board.ts';
import type { FiguresFeed } from './figures-feed.ts';

const causes: ReadonlySet<string> = new Set<Gap['cause']>(['linkDown', 'agentDown', 'numbersLost', 'nodeDown']);
const isCause = (cause: string): cause is Gap['cause'] => causes.has(cause);

/**
 * What can be told of the site's links where only figures are watched: its open gaps. Links are not known then, so a gap that an agent left
 * behind which has been replaced would stand for ever: while an agent is heard, none is silent.
 */
export const figuresBoard = (site: string, { seq, asOf, gaps }: FiguresFeed, agents: AgentPresence): Board | null =>
  seq === null
    ? null
    : {
        ...emptyBoard(site, seq),
        asOf,
        gaps: gaps.flatMap(({ cause, startedAt, endedAt, detail }) =>
          endedAt === null && isCause(cause) && !(cause === 'agentDown' && agents.kind === 'heard')
            ? [
                {
                  gapId: `${cause} ${startedAt}`,
                  siteId: site,
                  cause,
                  link: '',
                  node: null,
                  startedAt: toEpochMs(startedAt),
                  endedAt,
                  detail,
                },
              ]
            : [],
        ),
      };
