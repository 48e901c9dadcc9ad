const surnames =
  'SMITH JONES TAYLOR BROWN WILLIAMS WILSON JOHNSON DAVIES PATEL WRIGHT WALKER WHITE EDWARDS HUGHES GREEN HALL LEWIS HARRIS CLARKE KHAN JACKSON WOOD TURNER MARTIN COOPER HILL WARD MORRIS MOORE KING'.split(
    ' ',
  );

/** Outside callers with numbers of the ranges Ofcom keeps for fiction; every fifth has no name on the line. */
export const fictionalCallers = (count: number, offset: number): { name: string; number: string }[] =>
  Array.from({ length: count }, (_, i) => {
    const tail = String((offset + i * 7) % 1000).padStart(3, '0');
    const number = i % 4 === 0 ? `01632960${tail}` : i % 4 === 1 ? `02079460${tail}` : `07700900${tail}`;
    return { name: i % 5 === 4 ? '' : (surnames[(i + offset) % surnames.length] ?? ''), number };
  });

/** Do-not-disturb messages as a system ships with, at most 16 characters each. */
export const systemDndMessages = [
  'DO NOT DISTURB',
  'LEAVE A MESSAGE',
  'IN MEETING UNTIL',
  'IN MEETING',
  'ON VACATION/HOLS',
  'ON VAC/HOL UNTIL',
  'OUT OF OFFICE',
  'OUT UNTIL',
  'OUT OF TOWN',
  'OUT OF TOWN TIL',
  'BREAK',
  'AT LUNCH UNTIL',
  'LUNCH',
  'WITH A CLIENT',
  'AT HOME',
  'TRAINING',
  'PAPERWORK',
  'ON A CALL',
  'WITH GUEST',
  'GONE HOME',
] as const;
