/** A text in its parts, so that those which are too long for a line can be broken within. `long` = a word of more letters than `most`. */
export const splitLongWords = (text: string, most: number): readonly { readonly text: string; readonly long: boolean }[] => {
  const parts: { text: string; long: boolean }[] = [];
  for (const part of text.split(/(\S+)/)) {
    const long = part.length > most;
    const last = parts.at(-1);
    if (part === '') continue;
    if (last === undefined || last.long || long) parts.push({ text: part, long });
    else last.text += part;
  }
  return parts;
};
