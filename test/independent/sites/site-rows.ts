import { foldEvents, initialEngineState } from '../../../functions/call-engine/core/fold-events.ts';
import type { Call, Segment, StatusRow } from '../../../functions/domain/segment.ts';
import type { SiteConfig } from '../../../functions/domain/site-config.ts';
import type { TraceMessage } from '../../replay/read-trace.ts';
import { eventsOf } from '../../replay/replay-trace.ts';

/** A site's history as it is stored: the last version of every row, in the order in which the rows first came. */
export interface SiteRows {
  readonly config: SiteConfig;
  readonly calls: readonly Call[];
  readonly segments: readonly Segment[];
  readonly status: readonly StatusRow[];
}

/** Lines of a phone system through the agent's parser and the engine. */
export const rowsOfLines = (config: SiteConfig, messages: readonly TraceMessage[]): SiteRows => {
  const events = eventsOf({ link: 'independent', config, messages, diagnostics: [] });
  const calls = new Map<string, Call>();
  const segments = new Map<string, Segment>();
  const status = new Map<string, StatusRow>();
  for (const one of foldEvents(initialEngineState(config.id), events, config).emitted) {
    if (one.type === 'segment') segments.set(one.row.segmentId, one.row);
    else if (one.type === 'segmentRetired') segments.delete(one.segmentId);
    else if (one.type === 'call') calls.set(one.row.logicalCallId, one.row);
    else if (one.type === 'callRetired') calls.delete(one.was.logicalCallId);
    else if (one.type === 'status') status.set(one.row.statusId, one.row);
  }
  return { config, calls: [...calls.values()], segments: [...segments.values()], status: [...status.values()] };
};
