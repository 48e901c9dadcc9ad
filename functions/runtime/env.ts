/** Environment as read once by a composition, never by a module at import. */
export type Environment = Readonly<Record<string, string | undefined>>;

export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  constructor(readonly variable: string) {
    super(`environment variable ${variable} is missing or empty: set it before the start`);
  }
}

/** @throws EnvironmentError naming the variable. */
export const requireVariable = (env: Environment, variable: string): string => {
  const value = env[variable];
  if (value === undefined || value === '') throw new EnvironmentError(variable);
  return value;
};
