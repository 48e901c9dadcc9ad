import { durationMs, epochMs, logicalCallId } from '../../../../domain/ids.ts';
import type { Fact } from '../../types/fact.ts';

/** Nine o'clock on 2 March 2026, UTC. */
export const nine = 1_772_442_000_000;

interface Given extends Omit<Partial<Fact>, 'ringMs' | 'talkMs' | 'holdMs'> {
  readonly ring: number;
  readonly talk?: number | null;
  readonly hold?: number | null;
}
let made = 0;
/** An external inbound call that ended unanswered, unless told otherwise; lengths in seconds, null = not final. */
export const makeFact = ({ ring, talk = 0, hold = 0, ...given }: Given): Fact => {
  made += 1;
  const id = logicalCallId('harbour', '1', String(made), nine);
  const seconds = (value: number | null) => (value === null ? null : durationMs(value * 1_000));
  const open = talk === null || hold === null;
  return {
    factId: `${id}/call`,
    siteId: 'harbour',
    grain: 'call',
    logicalCallId: id,
    segmentNo: null,
    ruleSet: 1,
    callStartedAt: epochMs(nine),
    startedAt: epochMs(nine),
    answeredAt: given.answered === true ? epochMs(nine + ring * 1_000) : null,
    endedAt: open ? null : epochMs(nine + (ring + talk + hold) * 1_000),
    callType: 'external',
    side: 'in',
    answered: false,
    outcome: given.answered === true ? (open ? 'inProgress' : 'answered') : 'lost',
    callOutcome: 'lost',
    callRingMs: durationMs(ring * 1_000),
    ringMs: durationMs(ring * 1_000),
    talkMs: seconds(talk),
    holdMs: seconds(hold),
    callMs: open ? null : durationMs((ring + talk + hold) * 1_000),
    rang: ring > 0,
    completed: !open,
    matched: false,
    withCli: false,
    hasDdi: false,
    recoverable: false,
    transferredIn: false,
    transferredOut: false,
    overflowedIn: false,
    overflowedOut: false,
    deeOutside: false,
    trunkToTrunk: false,
    conference: false,
    inferredEnd: false,
    extension: null,
    extensionName: null,
    agent: null,
    agentName: null,
    userId: null,
    userName: null,
    huntGroup: null,
    huntGroupName: null,
    trunk: null,
    trunkName: null,
    ddi: null,
    dnis: null,
    accountCode: null,
    outsideNumber: null,
    telephoneKey: null,
    telephoneName: null,
    ...given,
  };
};
