/** Where the product and this check read the rules differently. Each is explained in the README; the test fails for one no longer needed. */
export const disagreements = ['lost-after-an-answer', 'failed-internal-call-received'] as const;
export type Disagreement = (typeof disagreements)[number];

/** Disagreements in which the SQL takes the product's side. */
export type Readings = ReadonlySet<Disagreement>;
