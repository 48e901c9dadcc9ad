/**
 * Name and number of a row in so much room. Of a name too long its end is left out, never its beginning nor the number that tells it from others.
 * @param measure width of a text, in the unit of `room`
 */
export const fitName = (name: string | null, label: string, room: number, measure: (text: string) => number): string => {
  const alone = name === null || name === '' || name === label;
  const letters = [...(alone ? label : name)];
  const tail = alone ? '' : ` ${label}`;
  const cutTo = (many: number): string => `${letters.slice(0, many).join('').trimEnd()}…${tail}`;
  const whole = `${letters.join('')}${tail}`;
  if (measure(whole) <= room) return whole;
  let [least, most] = [1, letters.length - 1];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (measure(cutTo(middle)) <= room) least = middle;
    else most = middle - 1;
  }
  return cutTo(least);
};
