/**
 * Reads answers of an API that may be older than the page: what it does not send yet has the value here. All but `Known`, without which there
 * is nothing to show, must be given, so that a new field cannot be forgotten.
 */
export const createReader =
  <T extends object, Known extends keyof T>(absent: Readonly<Omit<T, Known>>) =>
  (answer: T): T => ({ ...absent, ...answer });
