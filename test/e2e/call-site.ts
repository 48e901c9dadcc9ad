import { createPbxSimulator, harbourProfile, type PbxSimulator } from '../pbx-simulator/index.ts';
import { type RunningStack, startStack } from './start-stack.ts';

export interface CallSite {
  readonly simulator: PbxSimulator;
  readonly stack: RunningStack;
  readonly stop: () => Promise<void>;
}

/** Nothing happens at this PBX but what a test does, however long it takes over it. */
const patient = {
  ...harbourProfile,
  groups: harbourProfile.groups.map((group) => ({ ...group, noAnswerSeconds: 600, overflowSeconds: 600 })),
};

/** A phone system in this process, and the product connected to it. */
export const startCallSite = async (flags: readonly string[] = []): Promise<CallSite> => {
  const simulator = createPbxSimulator({ profile: patient, pbxSettings: { transferRecallMs: 600_000, holdRecallMs: 600_000 } });
  await simulator.start();
  const stack = await startStack(['--no-simulator', '--oai', `127.0.0.1:${simulator.port}`, '--port', '0', ...flags]).catch(
    async (error: unknown) => {
      await simulator.stop();
      throw error;
    },
  );
  return {
    simulator,
    stack,
    stop: async () => {
      await stack.stop();
      await simulator.stop();
    },
  };
};
