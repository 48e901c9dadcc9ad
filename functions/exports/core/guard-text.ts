/**
 * What a spreadsheet would take for the beginning of a formula when it opens a CSV file, the full-width forms some of them take as well
 * included. Telephone numbers as `+44…` are among it: a file that is safe to open by a double click is worth an apostrophe.
 */
export const formulaBeginnings = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'] as const;
const beginning = new RegExp(`^[${formulaBeginnings.map((mark) => (mark === '-' ? '\\-' : mark)).join('')}]`);

export const beginsFormula = (text: string): boolean => beginning.test(text);
/** @example guardText('=1+1') // "'=1+1" */
export const guardText = (text: string): string => (beginsFormula(text) ? `'${text}` : text);
