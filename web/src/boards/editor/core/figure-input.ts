import { formatHms } from '../../../figures/core/format-figure.ts';

/** Types of figures that can be compared with a value, as people type it. */
const units = {
  count: { hint: 'a number', example: '12' },
  duration: { hint: 'hours, minutes and seconds', example: '00:01:30' },
  percentage: { hint: 'per cent', example: '80' },
  value: { hint: 'a number', example: '100' },
} as const;
export type InputType = keyof typeof units;

export const isInputType = (type: string): type is InputType => type in units;
export const unitHint = (type: InputType): string => `${units[type].hint}, such as ${units[type].example}`;

export type ParsedFigure = { readonly value: number } | { readonly fault: string };

const numberOf = (text: string): number | null => {
  const tidy = text.replaceAll(/(?<=\d)[,\s](?=\d{3}(\D|$))/g, '').trim();
  return /^-?\d+(\.\d+)?$/.test(tidy) ? Number(tidy) : null;
};

/** `1:30`, `00:01:30`, `90 s`, `5 min`, `2 h`; a bare number is seconds. */
const durationOf = (text: string): number | null => {
  const clock = /^(?:(\d+):)?(\d+):([0-5]?\d)$/.exec(text);
  if (clock !== null) {
    const [, hours = '0', minutes = '0', seconds = '0'] = clock;
    if (clock[1] !== undefined && Number(minutes) > 59) return null;
    return (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
  }
  const plain = /^(\d+(?:\.\d+)?)\s*(s|sec|m|min|h)?$/i.exec(text);
  if (plain === null) return null;
  const each = { s: 1, sec: 1, m: 60, min: 60, h: 3_600 }[(plain[2] ?? 's').toLowerCase()] ?? 1;
  return Math.round(Number(plain[1]) * each * 1_000);
};

/** What was typed, in the unit of the figure: whole ms, a fraction, a number. The fault says what to type instead. */
export const parseFigure = (type: InputType, text: string): ParsedFigure => {
  const tidy = text.trim();
  const value = type === 'duration' ? durationOf(tidy) : type === 'percentage' ? numberOf(tidy.replace(/\s*%$/, '')) : numberOf(tidy);
  if (value === null || !Number.isFinite(value))
    return { fault: tidy === '' ? `Type ${unitHint(type)}.` : `“${tidy}” cannot be read: type ${unitHint(type)}.` };
  // Twelve digits heal what dividing by a hundred loses.
  return { value: type === 'percentage' ? Number((value / 100).toPrecision(12)) : value };
};

/** A value as it stands in its input. */
export const printFigure = (type: InputType, value: number): string => {
  if (type === 'duration') return formatHms(value);
  if (type === 'percentage') return String(Number((value * 100).toPrecision(12)));
  return String(value);
};

/** A value in words: `00:01:30`, `80 %`, `12`. */
export const figureWords = (type: InputType, value: number): string =>
  type === 'percentage' ? `${printFigure(type, value)} %` : printFigure(type, value);
