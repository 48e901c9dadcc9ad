import { type AgentAnswer, type AgentCommand, answersKeptMs } from '../../functions/domain/agent-command.ts';

/** Far more than people can ask for in ten minutes; what falls out is past its deadline anyway. */
const mostRemembered = 5_000;

export interface OnceEachDeps {
  readonly perform: (command: AgentCommand) => Promise<AgentAnswer>;
  /** Cloud time, epoch ms. */
  readonly now: () => number;
}

/**
 * Runs each command once: delivered again, it is answered as it was, for ten minutes; past its deadline it is not begun, so that nothing
 * happens at a phone long after somebody asked for it.
 */
export const createOnceEach = ({ perform, now }: OnceEachDeps) => {
  const known = new Map<string, { readonly until: number; readonly answer: Promise<AgentAnswer> }>();
  const forgetOld = (): void => {
    for (const [id, { until }] of known) {
      if (until > now() && known.size < mostRemembered) break;
      known.delete(id);
    }
  };
  const begin = async (command: AgentCommand): Promise<AgentAnswer> => {
    if (now() <= command.deadline) return perform(command);
    return { id: command.id, result: 'expired', outcome: null, reason: 'expired', newCall: null };
  };
  return (command: AgentCommand): Promise<AgentAnswer> => {
    forgetOld();
    const before = known.get(command.id);
    if (before !== undefined) return before.answer;
    const answer = begin(command);
    known.set(command.id, { until: now() + answersKeptMs, answer });
    return answer;
  };
};
