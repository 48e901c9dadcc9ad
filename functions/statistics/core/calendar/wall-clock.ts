export const minuteMs = 60_000;
export const dayMs = 86_400_000;

const two = (n: number): string => String(n).padStart(2, '0');

/** `2026-03-02` of a wall clock reading (ms since 1970-01-01T00:00 local). */
export const dateText = (wall: number): string => new Date(wall).toISOString().slice(0, 10);
/** `02/03/2026`, as reports print dates. */
export const printedDate = (wall: number): string => {
  const [year, month, day] = dateText(wall).split('-');
  return `${day}/${month}/${year}`;
};
/** `09:30` of minutes after midnight. */
export const timeText = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
/** `Mar, 2026`. */
export const printedMonth = (wall: number): string => {
  const date = new Date(wall);
  return `${months[date.getUTCMonth()] ?? ''}, ${date.getUTCFullYear()}`;
};

/** `+01:00`, `-03:30`. */
export const offsetText = (offset: number): string => {
  const minutes = Math.round(Math.abs(offset) / minuteMs);
  return `${offset < 0 ? '-' : '+'}${timeText(minutes)}`;
};

/** Minutes after midnight of `HH:MM`; `24:00` is the end of the day. Throws a RangeError that names the text. */
export const minutesOf = (text: string): number => {
  const [, hours = '', minutes = ''] = /^(\d\d):([0-5]\d)$/u.exec(text) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  if (hours === '' || total > 1440) throw new RangeError(`time of day "${text}": write HH:MM from 00:00 to 24:00`);
  return total;
};
