export { cutStays, type StayRange } from './core/stays/cut-stays.ts';
export { deriveStays, type UserAt } from './core/stays/derive-stays.ts';
export { stayColumns } from './core/stays/stay-columns.ts';
export type { CutStay, Stay, StayState, StaySubject } from './core/types/stay.ts';
