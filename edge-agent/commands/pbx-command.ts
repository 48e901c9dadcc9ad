import type { PbxAct, PbxDevice } from '../../functions/domain/agent-command.ts';

export interface PbxCommand {
  readonly command: string;
  /** Without blank ones at the end. */
  readonly fields: readonly string[];
}

/** `_SA` states: 0 log out, 1 log in, 2 ready, 3 not ready. */
const agentStates = { loggedOut: '0', loggedIn: '1', ready: '2', notReady: '3' } as const;

const toFields = (act: PbxAct, text: (device: PbxDevice) => string): readonly [command: string, ...fields: string[]] => {
  const device = text(act.device);
  switch (act.kind) {
    case 'setDnd':
      return ['_SD', device, act.on ? '1' : '0', act.message === null ? '' : String(act.message), act.text === '' ? '' : `|${act.text}|`];
    case 'setAgentState':
      // Agent ids are the same on all nodes and have none.
      return ['_SA', device, act.agent, agentStates[act.state], act.group === null ? '' : text(act.group)];
    case 'answer':
      return ['_AC', device, act.call];
    case 'clearConnection':
      return ['_CX', device, act.call];
    case 'clearCall':
      return ['_CC', device, act.call];
    case 'transfer':
      return ['_TR', device, act.call, act.announcement];
    case 'oneStepTransfer':
      return ['_TO', device, act.call, text(act.to)];
    case 'deflect':
      return ['_DF', device, act.call, text(act.to)];
    case 'move':
      return ['_MO', device, act.call, text(act.to)];
    case 'pickUp':
      return ['_PC', device, act.call, text(act.from)];
  }
};

/**
 * The System OAI command of an act; through a gateway devices are named with their node.
 * @example pbxCommandOf({ kind: 'answer', device: { number: '1001', node: '2' }, call: '1F01' }, true) // { command: '_AC', fields: ['2:1001', '1F01'] }
 */
export const pbxCommandOf = (act: PbxAct, gateway: boolean): PbxCommand => {
  const [command, ...all] = toFields(act, ({ number, node }) => (gateway && node !== null ? `${node}:${number}` : number));
  const last = all.findLastIndex((field) => field !== '');
  return { command, fields: all.slice(0, last + 1) };
};
