export { extensionsIn, usersAt } from '../../statistics/stays.ts';
