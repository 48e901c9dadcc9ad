const count = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);
const minutesWords = (minutes: number): string =>
  minutes % 60 === 0 && minutes > 0 ? count(minutes / 60, 'hour', 'hours') : count(minutes, 'minute', 'minutes');

/** The rule of the list as people read it. */
export const ruleWords = ({ windowDays, dueMinutes }: { readonly windowDays: number; readonly dueMinutes: number }): string =>
  `A number is here while at least one call from it in the last ${count(windowDays, 'day', 'days')} was lost and nobody of the customer, at any site, has talked to it since: neither on a call from it nor on a call to it. It is due ${minutesWords(dueMinutes)} after its last lost call, and goes by itself once somebody talks to it. Calls without a number cannot be called back and are only counted.`;
