const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-03-02` of the zone: equal on one day, different on two. */
export const localDay = (zone: string, at: number): string => {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(zone, format);
  }
  return format.format(at);
};
