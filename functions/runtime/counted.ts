/** @example counted(1, 'part is', 'parts are') // '1 part is' */
export const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
