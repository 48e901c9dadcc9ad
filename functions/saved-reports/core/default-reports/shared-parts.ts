/** What several default reports have in common. */
export const unmatched = {
  kind: 'own',
  name: 'Unmatched external calls',
  spec: { callType: 'external', contactMatch: false },
} as const;
export const unmatchedFigures = ['callsHandled', 'callsInAns', 'callsLost', 'callsOutbound', 'totalTalkTime', 'avgTalkTime', 'lastCallAt'];
export const dndFigures = ['timesInDnd', 'timeInDnd', 'percentTimeInDnd', 'avgTimeInDnd', 'longestTimeInDnd'];
