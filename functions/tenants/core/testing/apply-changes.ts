import { type ConfigChange, elementNames } from '../config-diff.ts';

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => value !== null && typeof value === 'object' && !Array.isArray(value);

const applyAt = (value: unknown, path: string, steps: readonly string[], after: unknown): unknown => {
  const [step, ...rest] = steps;
  if (step === undefined) return after;
  const below = `${path}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  if (Array.isArray(value)) {
    const at = elementNames(path, value)?.indexOf(step) ?? -1;
    if (at < 0) return [...value, after];
    if (rest.length === 0 && after === null) return value.filter((_, i) => i !== at);
    return value.map((element: unknown, i) => (i === at ? applyAt(element, below, rest, after) : element));
  }
  if (!isFields(value)) throw new Error(`nothing at ${path}`);
  return { ...value, [step]: applyAt(value[step], below, rest, after) };
};

/** Carries out what a diff says, as a script on the other side would. */
export const applyChanges = (config: unknown, changes: readonly ConfigChange[]): unknown =>
  changes.reduce((value, { path, after }) => {
    const steps = path.split('/').slice(1);
    return applyAt(
      value,
      '',
      steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')),
      after,
    );
  }, config);
