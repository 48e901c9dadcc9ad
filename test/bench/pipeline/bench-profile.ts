import { createLoadProfile } from '../../pbx-simulator/index.ts';

/** A site of 60 phones and 40 lines, all of which the load keeps busy. */
export const benchProfile = createLoadProfile({ agents: 60, trunks: 40, groups: 4 });
