import type { PbxAct } from '../../domain/agent-command.ts';
import type { DeviceType } from '../../domain/site-config.ts';
import { type FoundDevice, findDevice, type SiteNow } from './find-device.ts';
import { planCall } from './plan-call.ts';
import type { PlannedAction } from './planned-action.ts';

/** What is to be sent, or why not. `notFound`: the request names something this site does not have. */
export type Plan =
  | { readonly kind: 'do'; readonly act: PbxAct; readonly doneWords: string }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'notFound'; readonly field: string; readonly words: string };

const refused = (words: string): Plan => ({ kind: 'refused', words });
type Found = Extract<FoundDevice, { found: true }>;

const planDnd = (action: Extract<PlannedAction, { kind: 'setDnd' }>, phone: Found): Plan => ({
  kind: 'do',
  act: {
    kind: 'setDnd',
    device: phone.device,
    on: action.on,
    message: action.on ? (action.message ?? null) : null,
    text: action.on ? (action.text ?? '') : '',
  },
  doneWords: action.on ? `Extension ${phone.device.number} is in do not disturb.` : `Extension ${phone.device.number} takes calls again.`,
});

const agentStates = { logIn: 'loggedIn', logOut: 'loggedOut', available: 'ready', wrapUp: 'notReady' } as const;

const planAgent = (action: Extract<PlannedAction, { kind: 'agentState' }>, now: SiteNow): Plan => {
  const agent = findDevice(now, action.agent, ['agent']);
  if (!agent.found) return { kind: 'notFound', field: 'agent', words: agent.words };
  const at = action.extension ?? now.live.agents[agent.key]?.extension ?? null;
  if (at === null)
    return refused(
      action.to === 'logIn'
        ? `Say at which extension agent ${action.agent} is to log in.`
        : `Agent ${action.agent} is not logged in anywhere, as far as is known.`,
    );
  const phone = findDevice(now, at, ['extension']);
  if (!phone.found) return { kind: 'notFound', field: 'extension', words: phone.words };
  const group = action.huntGroup === undefined ? null : findDevice(now, action.huntGroup, ['huntGroup']);
  if (group !== null && !group.found) return { kind: 'notFound', field: 'huntGroup', words: group.words };
  const { number } = phone.device;
  const words = {
    logIn: `The telephone system took the log-in of agent ${action.agent} at ${number}; each hunt group shows it as soon as it has accepted.`,
    logOut: `Agent ${action.agent} is logged out.`,
    available: `Agent ${action.agent} is available.`,
    wrapUp: `Agent ${action.agent} is in wrap-up until made available.`,
  } as const;
  return {
    kind: 'do',
    act: {
      kind: 'setAgentState',
      device: phone.device,
      agent: agent.device.number,
      state: agentStates[action.to],
      group: group?.device ?? null,
    },
    doneWords: words[action.to],
  };
};

const destinations: readonly DeviceType[] = ['extension', 'huntGroup', 'agent', 'application'];

/**
 * Chooses the one command of the PBX for what a supervisor wants, by where the call is now: a call that rings at a phone is deflected or
 * picked up, one that waits at a hunt group is moved, one that is talked in is transferred in one step. Says in words what cannot be.
 */
export const planAction = (action: PlannedAction, now: SiteNow): Plan => {
  if (action.kind === 'agentState') return planAgent(action, now);
  const named: Record<string, Found> = {};
  const wanted: readonly (readonly [field: string, reference: string | undefined, types: readonly DeviceType[]])[] =
    action.kind === 'transfer'
      ? [
          ['from', action.from, ['extension', 'huntGroup']],
          ['to', action.to, destinations],
        ]
      : action.kind === 'take'
        ? [['to', action.to, ['extension']]]
        : [['extension', action.extension, ['extension']]];
  for (const [field, reference, types] of wanted) {
    if (reference === undefined) continue;
    const found = findDevice(now, reference, types);
    if (!found.found) return { kind: 'notFound', field, words: found.words };
    named[field] = found;
  }
  if (action.kind === 'setDnd') {
    const phone = named.extension;
    return phone === undefined ? refused('Say which extension.') : planDnd(action, phone);
  }
  return planCall(action, named, now);
};
