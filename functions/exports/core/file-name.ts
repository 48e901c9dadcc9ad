/**
 * A report's name as a file's: what no file system forbids, never hidden, never empty; with the dates that it tells of.
 * @example fileName('Calls: today?', 'csv', '2026-11-21') // 'Calls today 2026-11-21.csv'
 */
export const fileName = (title: string, ending: string, dates = ''): string => {
  const plain = title
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\p{C}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .slice(0, 80)
    // Composed anew a letter may be longer than it was written, and cut through: half of one is no text that an address can carry.
    .replace(/\p{Cs}/gu, '')
    .trim();
  return `${plain === '' ? 'Report' : plain}${dates === '' ? '' : ` ${dates}`}.${ending}`;
};
