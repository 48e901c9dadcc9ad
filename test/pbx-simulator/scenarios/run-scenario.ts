import type { Call } from '../pbx/model.ts';
import type { Pbx } from '../pbx/pbx.ts';
import type { Scenario, Stage } from './scenario.ts';

/** Sets the steps on the PBX's clock, so that they run at its speed. @returns the scenario's length in ms. */
export const scheduleScenario = (pbx: Pbx, scenario: Scenario): number => {
  const calls = new Map<string, Call>();
  const stage: Stage = {
    pbx,
    keep: (name, call) => {
      if (call === null) throw new Error(`scenario ${scenario.name}: call "${name}" could not be made`);
      calls.set(name, call);
    },
    call: (name) => {
      const call = calls.get(name);
      if (call === undefined) throw new Error(`scenario ${scenario.name}: no call "${name}"`);
      return call;
    },
  };
  for (const step of scenario.steps) pbx.clock.after(step.at * 1000, () => step.run(stage));
  return (Math.max(0, ...scenario.steps.map((s) => s.at)) + (scenario.tail ?? 5)) * 1000;
};
