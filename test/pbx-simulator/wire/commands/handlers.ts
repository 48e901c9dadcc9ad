import type { Handler } from '../port-state.ts';
import {
  answerCall,
  clearCall,
  clearConnection,
  deflectCall,
  licensed,
  moveCall,
  pickUpCall,
  transferCall,
  transferOneStep,
} from './call-commands.ts';
import { setAgentState, setDnd } from './feature-commands.ts';
import { queryList, queryListExtended } from './list-commands.ts';
import { changeFilter, monitorStart, monitorStartAdvanced, monitorStop, queryFilter } from './monitor-commands.ts';
import { queryAgent, queryCountry, queryDevice, queryHuntGroup, queryNightMode, queryNodes, snapshot } from './query-commands.ts';
import { expandedExtension, nodeAware, noOperation, oldResync, resetPort, resync, resyncTime } from './session-commands.ts';

/** Commands this PBX knows; every other one is answered with outcome 45. */
export const commandHandlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['_NA', nodeAware],
  ['_NO', noOperation],
  ['_XE', expandedExtension],
  ['_RR', resync],
  ['RR', oldResync],
  ['RT', resyncTime],
  ['_RP', resetPort],
  ['_MS', monitorStart],
  ['_MA', monitorStartAdvanced],
  ['_MP', monitorStop],
  ['_CE', changeFilter],
  ['_QE', queryFilter],
  ['_QX', queryListExtended],
  ['_QL', queryList],
  ['_QI', queryDevice],
  ['_QH', queryHuntGroup],
  ['_QA', queryAgent],
  ['_QN', queryNodes],
  ['_QT', queryNightMode],
  ['_QC', queryCountry],
  ['_SP', snapshot],
  ['_SD', licensed(setDnd)],
  ['_SA', licensed(setAgentState)],
  ['_AC', answerCall],
  ['_CX', clearConnection],
  ['_CC', clearCall],
  ['_TR', transferCall],
  ['_TO', transferOneStep],
  ['_DF', deflectCall],
  ['_MO', moveCall],
  ['_PC', pickUpCall],
]);
