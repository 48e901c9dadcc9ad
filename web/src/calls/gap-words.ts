import type { Gap } from '../../../functions/domain/engine-output.ts';
import { formatDayMinute, formatMinute, formatSpan } from '../time/core/format.ts';

const causes: Readonly<Record<Gap['cause'], string>> = {
  linkDown: 'No link to the PBX',
  agentDown: 'Agent at the site not heard',
  numbersLost: 'Events lost',
  nodeDown: 'PBX node away',
};

const effects: Readonly<Record<Gap['cause'], string>> = {
  linkDown: 'calls of that time are missing or incomplete',
  agentDown: 'calls of that time come when it sends what it has kept; until then they are missing',
  numbersLost: 'calls of that time are missing or incomplete',
  nodeDown: 'calls of that node are missing or incomplete',
};

/** `No link to the PBX, Mon 2 Mar 12:01 to 12:08 (7 min): calls of that time are missing or incomplete.` */
export const gapSentence = (gap: Gap, zone: string, now: number): string => {
  const till = gap.endedAt === null ? 'now' : formatMinute(zone, gap.endedAt);
  const node = gap.node === null ? '' : ` ${gap.node}`;
  const length = formatSpan((gap.endedAt ?? now) - gap.startedAt);
  return `${causes[gap.cause]}${node}, ${formatDayMinute(zone, gap.startedAt)} to ${till} (${length}): ${effects[gap.cause]}.`;
};
