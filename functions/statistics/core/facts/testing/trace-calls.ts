import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replayTrace } from '../../../../../test/replay/replay-trace.ts';
import { callFromPublic, type PublicCall, type PublicSegment, segmentFromPublic } from '../../../../domain/public-rows.ts';
import type { Call, Segment } from '../../../../domain/segment.ts';

export interface CallWithSegments {
  readonly call: Call;
  readonly segments: readonly Segment[];
}

const folder = join(import.meta.dirname, '../../../../../test/traces');

/** The calls of a trace as history holds them, by start. */
export const traceCalls = (name: string): readonly CallWithSegments[] => {
  const text = readFileSync(join(folder, `${name}.ndjson`), 'utf8');
  const segments = replayTrace(text, 'segments').lines.map((line) => segmentFromPublic(JSON.parse(line) as PublicSegment));
  return replayTrace(text, 'calls').lines.map((line) => {
    const call = callFromPublic(JSON.parse(line) as PublicCall);
    return { call, segments: segments.filter((segment) => segment.logicalCallId === call.logicalCallId) };
  });
};
