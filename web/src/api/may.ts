import type { Me } from './types.ts';

/** Whether the person's role has a right; false while it is not known. */
export const may = (me: Me | undefined, permission: string): boolean => me?.permissions.includes(permission) === true;
