/** What XML cannot hold, or holds in other words: `Cc` = controls, `Cs` = halves of surrogate pairs, and two non-characters. */
const marks = /[&<>"\p{Cc}\p{Cs}\ufffe\uffff]/gu;
const anyMark = /[&<>"\p{Cc}\p{Cs}\ufffe\uffff]/u;
const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const gone = '\ufffd';
/** XML 1.0 holds tab, line feed, and the controls from 7F on. */
const isHeld = (mark: string): boolean => mark === '\n' || mark === '\t' || (mark >= '\u007f' && mark <= '\u009f');

/** Text for an element or attribute; what XML cannot hold becomes U+FFFD, so that it is seen that something stood there. */
export const xmlText = (text: string): string =>
  anyMark.test(text) ? text.replace(marks, (mark) => named[mark] ?? (isHeld(mark) ? mark : gone)) : text;

const sheetMarks = /_(?=x[0-9A-Fa-f]{4}_)|[&<>"\p{Cc}\p{Cs}\ufffe\uffff]/gu;
const anySheetMark = /[&<>"_\p{Cc}\p{Cs}\ufffe\uffff]/u;
const spell = (mark: string): string =>
  mark < ' ' || mark === '_' ? `_x${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_` : gone;

/**
 * Text of a spreadsheet's cell, which spells what XML cannot hold as `_x0007_` (ECMA-376 part 1, 22.9.2.19), and so must spell the
 * underscore of a text that looks like it.
 */
export const sheetText = (text: string): string =>
  anySheetMark.test(text) ? text.replace(sheetMarks, (mark) => named[mark] ?? (isHeld(mark) ? mark : spell(mark))) : text;

/** At most so many UTF-16 units, never half a pair, with an ellipsis where something was cut. */
export const cutText = (text: string, units: number): string => {
  if (text.length <= units) return text;
  const last = text.charCodeAt(units - 2);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? units - 2 : units - 1)}…`;
};
