import { defaultReport } from './default-report.ts';

/** The one report whose columns nobody chooses (L3951): everybody has it, nobody changes it, and it is stored nowhere. */
export const inboundCallSummary = defaultReport('Call Performance', 'inbound-call-summary', {
  name: 'Inbound Call Summary',
  description: 'One row over all external calls that came in: how many, how many answered and lost, and how fast.',
  template: 'inboundCallSummary',
});
