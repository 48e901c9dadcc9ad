const longest = 300;

/** A value of the configuration as text to compare by eye. */
export const valueText = (value: unknown): string => {
  if (value === null || value === undefined) return '–';
  if (value === '') return '(empty)';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length.toLocaleString('en-GB')} characters)`;
};
