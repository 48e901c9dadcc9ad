import type { UnnumberedEvent } from '../../../functions/domain/call-event.ts';
import { device, isLonger, text } from './fields.ts';
import type { AgentCode, OaiEventLine } from './line.ts';
import { envelopeOf, type LineContext, type Parsed, reject } from './line-context.ts';

type AgentState = Extract<UnnumberedEvent, { kind: 'agentState' }>;

const states: Readonly<Record<AgentCode, AgentState['state']>> = {
  LN: 'loggedOn',
  LF: 'loggedOff',
  RY: 'ready',
  NRY: 'notReady',
  WNR: 'wrapUp',
};

/** LN, LF: ext, agent_id, |description|, group. RY, NRY, WNR: ext, agent_id; these hold for every group of the agent. */
export const agentStateEvent = (code: AgentCode, line: OaiEventLine, context: LineContext): Parsed<AgentState> => {
  const { f } = line;
  const extension = device(f, 4);
  const agent = device(f, 5);
  if (agent === null) return reject(line, 'no agent');
  const perGroup = code === 'LN' || code === 'LF';
  return {
    kind: 'agentState',
    ...envelopeOf(line, context, 4, extension ?? agent),
    monitored: context.monitored,
    extension,
    agent,
    state: states[code],
    huntGroup: perGroup && !isLonger(f, 8) ? device(f, 7) : null,
    name: perGroup ? text(f, 6) : null,
  };
};
