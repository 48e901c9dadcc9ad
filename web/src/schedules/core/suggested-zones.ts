/** Names that the zone database prefers today, of which browsers list older spellings only; `UTC` they leave out. */
const otherwise = [
  'UTC',
  'America/Argentina/Buenos_Aires',
  'America/Indiana/Indianapolis',
  'America/Kentucky/Louisville',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
] as const;

/** Names to choose from; every other zone that the clock knows may be written all the same. @param listed of the browser */
export const suggestedZones = (listed: readonly string[]): readonly string[] => [...new Set([...listed, ...otherwise])].sort();
