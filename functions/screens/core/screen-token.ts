import { screenTokenPrefix } from '../constants.ts';

const spelling = new RegExp(`^${screenTokenPrefix}([0-9a-f]{20})\\.[\\w-]{43}$`);

export const isScreenToken = (credentials: string): boolean => credentials.startsWith(screenTokenPrefix);

/** @returns the screen that a token names; null when it is misspelt */
export const screenOfToken = (token: string): string | null => spelling.exec(token)?.[1] ?? null;
