/** The read-only report that everybody has; it is the first that is shown (L4424). */
export const summaryReport = 'inbound-call-summary';
