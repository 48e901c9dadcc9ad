const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dayLabel = /^(?:Mon )?(\d\d)\/(\d\d)\/(\d{4})(?: (\d\d):(\d\d):(\d\d))?$/;
const monthLabel = /^([A-Z][a-z]{2}), (\d{4})$/;
const timeLabel = /^(\d\d):(\d\d):(\d\d)$/;

/**
 * The wall clock reading that a stretch of time is called by, in ms since 1970-01-01T00:00 there; of a time of day, since midnight. Null of all else, and
 * of an hour that comes twice: it is told apart by its offset, which a reading does not have.
 */
export const wallOfLabel = (label: string): number | null => {
  const day = dayLabel.exec(label);
  if (day !== null) {
    const [, date, month, year, ...time] = day.map(Number);
    const [hours = 0, minutes = 0, seconds = 0] = time.map((part) => (Number.isNaN(part) ? 0 : part));
    return Date.UTC(year ?? 0, (month ?? 1) - 1, date, hours, minutes, seconds);
  }
  const [, name = '', year] = monthLabel.exec(label) ?? [];
  if (months.includes(name)) return Date.UTC(Number(year), months.indexOf(name));
  const time = timeLabel.exec(label);
  if (time === null) return null;
  const [, hours = 0, minutes = 0, seconds = 0] = time.map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000;
};
