/** Pages of schedules, which come in a part of their own. */
export { SchedulePage } from './schedule-page.tsx';
export { SchedulesPage } from './schedules-page.tsx';
