import { createContext, Script } from 'node:vm';

const call = new Script('work()');

/**
 * Runs `work` and ends it when it computes longer than `ms`: a selector is written by people, and one line of it can ask for more steps than
 * there are atoms. (The engine interrupts whatever it runs, library and regular expressions included.)
 * @throws Error with code `ERR_SCRIPT_EXECUTION_TIMEOUT`
 */
export const withinTime = <T>(ms: number, work: () => T): T => {
  let result: { readonly value: T } | undefined;
  const context = createContext({
    work: () => {
      result = { value: work() };
    },
  });
  call.runInContext(context, { timeout: ms });
  if (result === undefined) throw new Error('the work came to no result');
  return result.value;
};

export const ranTooLong = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
