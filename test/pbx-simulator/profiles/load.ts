import type { PbxProfile } from '../pbx/profile.ts';
import { fictionalCallers, systemDndMessages } from './callers.ts';

/** A large site made by rule, for load: `agents` stations with an agent each, spread over `groups` ACD groups. */
export const createLoadProfile = (size: { agents: number; trunks: number; groups: number }): PbxProfile => {
  const numbers = Array.from({ length: size.agents }, (_, i) => i);
  const groupNumbers = Array.from({ length: size.groups }, (_, i) => i);
  return {
    id: 'load',
    siteName: 'Load site',
    nodes: [{ id: '1', description: 'Load node' }],
    stations: numbers.map((i) => ({ number: String(10_000 + i), name: `Station ${i}`, mailbox: i % 4 === 0 })),
    trunks: Array.from({ length: size.trunks }, (_, i) => ({ number: String(94_000 + i), name: `Line ${i}` })),
    groups: groupNumbers.map((g) => ({
      number: String(20_000 + g),
      name: `Group ${g}`,
      type: 'acd',
      distribution: g % 2 === 0 ? 'longestIdle' : 'linear',
      members: numbers.filter((i) => i % size.groups === g).map((i) => String(50_000 + i)),
      noAnswerSeconds: 15,
      wrapUpSeconds: 5,
    })),
    agents: numbers.map((i) => ({ id: String(50_000 + i), name: `Agent ${i}`, station: String(10_000 + i) })),
    applications: [{ number: '29000', name: 'Voicemail', role: 'voicemail', playSeconds: 20 }],
    ddis: groupNumbers.map((g) => ({
      number: `01632960${String(g % 1000).padStart(3, '0')}`,
      name: `Line of group ${g}`,
      target: String(20_000 + g),
      weight: 1,
    })),
    dndMessages: systemDndMessages,
    callers: fictionalCallers(200, 3),
    accountCodes: [],
  };
};
