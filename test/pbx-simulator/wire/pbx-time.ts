const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: '2-digit',
  hourCycle: 'h23',
});

/** The PBX's own clock: `HH:MM` and `MMDDYY`, local time of the site. */
export const pbxTime = (at: number): { time: string; seconds: string; date: string } => {
  const part = new Map(format.formatToParts(at).map((p) => [p.type, p.value]));
  const time = `${part.get('hour')}:${part.get('minute')}`;
  return { time, seconds: `${time}:${part.get('second')}`, date: `${part.get('month')}${part.get('day')}${part.get('year')}` };
};
