import { createPbxSimulator, harbourProfile, type PbxSimulator } from '../pbx-simulator/index.ts';
import { type Cable, openCable } from './cable.ts';
import { type RunningStack, startStack } from './start-stack.ts';

export interface CallSite {
  readonly simulator: PbxSimulator;
  readonly cable: Cable;
  readonly stack: RunningStack;
  /** Cuts the power of the product and starts it again on its data, at the same address; meanwhile `whileDown`. */
  readonly powerCut: (whileDown: () => Promise<void>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Nothing happens at this PBX but what a test does, however long it takes over it. */
const patient = {
  ...harbourProfile,
  groups: harbourProfile.groups.map((group) => ({ ...group, noAnswerSeconds: 600, overflowSeconds: 600 })),
};

/** A phone system in this process, and the product connected to it. */
export const startCallSite = async (): Promise<CallSite> => {
  const simulator = createPbxSimulator({ profile: patient, pbxSettings: { transferRecallMs: 600_000, holdRecallMs: 600_000 } });
  await simulator.start();
  const cable = await openCable(simulator.port);
  const flags = ['--no-simulator', '--oai', `127.0.0.1:${cable.port}`, '--port'];
  const unplug = async (): Promise<void> => {
    await cable.close();
    await simulator.stop();
  };
  try {
    const stack = await startStack([...flags, '0']);
    let running = stack;
    return {
      simulator,
      cable,
      stack,
      powerCut: async (whileDown) => {
        await running.kill();
        await whileDown();
        running = await startStack([...flags, new URL(stack.url).port], stack.dataDir);
      },
      stop: async () => {
        await running.stop();
        await unplug();
      },
    };
  } catch (error) {
    await unplug();
    throw error;
  }
};
