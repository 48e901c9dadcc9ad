import { ended, external, inbound, lost, notAnswered, unreturned } from '../catalogue/tests.ts';
import type { Population } from '../types/formula.ts';

/** Which rows a template looks at at all (manual L3863-3985). */
export const everyCall: Population = [];
export const externalOnly: Population = [external];
export const inboundOnly: Population = [inbound];
export const inboundExternalOnly: Population = [external, inbound];
export const unreturnedOnly: Population = [external, inbound, ended, notAnswered, lost, unreturned];
