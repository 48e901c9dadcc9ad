import { problemResponse, userProblems } from '../runtime/create-api.ts';

/** How the routes of values refuse. */
export const saveProblems = { ...userProblems, 409: problemResponse('The name is taken, or there are as many as there may be.') };
export const pauseProblems = { ...userProblems, 429: problemResponse('Too soon after the last time.') };
