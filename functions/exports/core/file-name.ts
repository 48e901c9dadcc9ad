/** What common file systems take; ` (20)` is what files of equal names in one mail add, as a run has at most twenty reports. */
const bytesAtMost = 255 - ' (20)'.length;
/** Names of devices: Windows opens these whatever follows the first dot. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)/i;
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** As much of it as fits, in whole letters as people see them; of a single letter beyond all measure, whole characters. */
const cutToBytes = (text: string, most: number): string => {
  if (Buffer.byteLength(text) <= most) return text;
  let cut = '';
  let bytes = 0;
  for (const { segment } of letters.segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > most) return cut === '' ? [...segment].slice(0, Math.floor(most / 4)).join('') : cut;
    cut += segment;
  }
  return cut;
};

/** Windows takes the end of a name without its dots and blanks; a dot in front hides it elsewhere. */
const trimmed = (text: string): string => text.replace(/^[\s.]+|[\s.]+$/g, '');

/**
 * A report's name as a file's: what no file system forbids, never hidden, never empty, never longer than its bytes may be; with the dates that it
 * tells of. For people only: where a file lies while it is written is called otherwise.
 * @example fileName('Calls: today?', 'csv', '2026-11-21') // 'Calls today 2026-11-21.csv'
 */
export const fileName = (title: string, ending: string, dates = ''): string => {
  const rest = `${dates === '' ? '' : ` ${dates}`}.${ending}`;
  const plain = title
    .normalize('NFC')
    // Joiners are parts of letters and of emoji.
    .replace(/(?:[\\/:*?"<>|]|(?![\u200c\u200d])\p{C})+/gu, ' ')
    .replace(/\s+/g, ' ');
  const cut = trimmed(cutToBytes(trimmed(plain), bytesAtMost - Buffer.byteLength(rest) - '_'.length));
  const name = /[^\s\p{Default_Ignorable_Code_Point}]/u.test(cut) ? cut : 'Report';
  return `${device.test(`${name}${rest}`) ? '_' : ''}${name}${rest}`;
};
