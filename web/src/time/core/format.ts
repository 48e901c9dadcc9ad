import { isRepeatedHour } from './zone.ts';

const cache = new Map<string, Intl.DateTimeFormat>();

const formatter = (name: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${name} ${zone}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
  cache.set(key, made);
  return made;
};

/** Short name of the zone at that instant: `BST`, `GMT`, `GMT+2`. */
export const formatZone = (zone: string, at: number): string =>
  formatter('zone', zone, { timeZoneName: 'short', hour: '2-digit' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value ?? zone;

const withZoneIfTwice = (zone: string, at: number, text: string): string =>
  isRepeatedHour(zone, at) ? `${text} ${formatZone(zone, at)}` : text;

/** `14:03:07`; in the hour that comes twice the zone's name is added. */
export const formatClock = (zone: string, at: number): string =>
  withZoneIfTwice(zone, at, formatter('clock', zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at));

/** `14:03` */
export const formatMinute = (zone: string, at: number): string =>
  withZoneIfTwice(zone, at, formatter('minute', zone, { hour: '2-digit', minute: '2-digit' }).format(at));

/** `Mon 2 Mar 2026` */
export const formatDay = (zone: string, at: number): string =>
  formatter('day', zone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(at).replace(',', '');

/** `Mon 2 Mar 14:03` */
export const formatDayMinute = (zone: string, at: number): string => {
  const day = formatter('short day', zone, { weekday: 'short', day: 'numeric', month: 'short' }).format(at).replace(',', '');
  return `${day} ${formatMinute(zone, at)}`;
};

const two = (n: number): string => String(n).padStart(2, '0');

/** `0:07`, `12:03`, `1:02:03`; for columns. Never negative: clocks may differ by a little. */
export const formatDuration = (ms: number): string => {
  const all = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor(all / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
};

/** `0 s`, `12 s`, `2 min 5 s`, `1 h 2 min`; for sentences. Cut to whole seconds, as in columns, so that both say the same. */
export const formatSpan = (ms: number): string => {
  const all = Math.max(0, Math.floor(ms / 1000));
  if (all < 60) return `${all} s`;
  const seconds = all % 60;
  const minutes = Math.floor(all / 60);
  if (minutes < 60) return seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
};

/** `0 min`, `47 min`, `3 h 05`; for sums of a day. */
export const formatHours = (ms: number): string => {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60).toLocaleString('en-GB')} h ${two(minutes % 60)}`;
};

/** `3 calls`, `1 call` */
export const plural = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;
/** `840 bytes`, `12.3 kB`, `1.2 GB` */
export const formatBytes = (bytes: number): string => {
  let [value, unit] = [bytes, 0];
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${value.toLocaleString('en-GB', { maximumFractionDigits: unit === 0 ? 0 : 1 })} ${units[unit] ?? ''}`;
};

/** `82.7 %`; a dash when there is nothing to divide by. */
export const formatShare = (part: number, whole: number): string => {
  if (whole === 0) return '–';
  const share = (part / whole) * 100;
  // All and none are said of all and none only: 9,999 of 10,000 are not 100.0 %.
  const shown = part > 0 && part < whole ? Math.min(99.9, Math.max(0.1, share)) : share;
  return `${shown.toFixed(1)} %`;
};
