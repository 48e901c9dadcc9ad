/**
 * What a run and its mail say of a report that is limited to business units.
 * @param limitedTo `Only calls of the business unit Front desk`; null = it is not limited
 * @param by who but the owner limits it: `the report was changed last by LENA`
 */
export const limitNotes = (limitedTo: string | null, by: readonly string[]): readonly string[] => {
  if (limitedTo === null) return [];
  return [by.length === 0 ? `${limitedTo}.` : `${limitedTo}: ${by.map((words) => `${words}, who sees no others`).join(', and ')}.`];
};
