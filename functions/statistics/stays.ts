export { cutStays, type StayRange } from './core/stays/cut-stays.ts';
export { deriveStays, type UserAt } from './core/stays/derive-stays.ts';
export { createMatchStays } from './core/stays/match-stays.ts';
export { stayColumns } from './core/stays/stay-columns.ts';
export { createSubjectStays, type SubjectStays } from './core/stays/subject-stays.ts';
export { extensionsIn, usersAt } from './core/stays/users-at.ts';
export type { CutStay, Stay, StayState, StaySubject } from './core/types/stay.ts';
