/** What common file systems take; ` (20)` is what files of equal names in one mail add, as a run has at most twenty reports. */
const bytesAtMost = 255 - ' (20)'.length;
/** Of the name of a site, so that one is left for the report's. */
const siteBytesAtMost = 60;
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

/** What no file system forbids, no longer than its bytes may be; empty where nothing is seen of it. */
const plainName = (text: string, most: number): string => {
  const plain = text
    .normalize('NFC')
    // Joiners are parts of letters and of emoji.
    .replace(/(?:[\\/:*?"<>|]|(?![\u200c\u200d])\p{C})+/gu, ' ')
    .replace(/\s+/g, ' ');
  const cut = trimmed(cutToBytes(trimmed(plain), most));
  return /[^\s\p{Default_Ignorable_Code_Point}]/u.test(cut) ? cut : '';
};

/**
 * A report's name as a file's: what no file system forbids, never hidden, never empty, never longer than its bytes may be; with the name of the site,
 * as people look after several, and the dates that it tells of. For people only: where a file lies while it is written is called otherwise.
 * @example fileName('Calls: today?', 'csv', '2026-11-21', 'Leeds') // 'Calls today, Leeds 2026-11-21.csv'
 */
export const fileName = (title: string, ending: string, dates = '', site = ''): string => {
  const place = plainName(site, siteBytesAtMost);
  const rest = `${place === '' ? '' : `, ${place}`}${dates === '' ? '' : ` ${dates}`}.${ending}`;
  const own = plainName(title, bytesAtMost - Buffer.byteLength(rest) - '_'.length);
  const name = own === '' ? 'Report' : own;
  return `${device.test(`${name}${rest}`) ? '_' : ''}${name}${rest}`;
};
