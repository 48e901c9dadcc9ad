/** A number against its target; null where there is none. Beyond the target the share goes on. */
export const gaugeShare = (number: number | null, target: number): number | null =>
  number === null || target <= 0 ? null : Math.max(0, number) / target;

/** A whole round of the circle shows the target; what is beyond it begins a second, darker round, and stays there after that. */
export const gaugeArcs = (share: number): { readonly first: number; readonly second: number } => ({
  first: Math.min(1, share),
  second: Math.min(1, Math.max(0, share - 1)),
});

export const shareText = (share: number): string => `${Math.floor(share * 100).toLocaleString('en-GB')} %`;
