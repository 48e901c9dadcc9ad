import { lambdaStack } from '../runtime/lambda-stack.ts';
import { perEnvironment } from '../runtime/per-environment.ts';
import { composeFetchDue } from './compose-values.ts';
import { runLimitMs } from './constants.ts';
import { type FetchedDue, fetchDueSources } from './fetch-due-sources.ts';

const compose = perEnvironment(composeFetchDue);

/** Every minute: external data that is due. What one run leaves the next does. */
export const handler = lambdaStack<unknown, FetchedDue>(compose, () => {
  const deps = compose();
  const until = deps.now() + runLimitMs - 15_000;
  return fetchDueSources(deps, () => deps.now() >= until);
});
