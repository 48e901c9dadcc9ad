const words: Readonly<Record<string, string>> = {
  'configuration.save': 'Saved',
  'configuration.import': 'Taken over from the PBX',
  'edgeAgent.makeCode': 'Enrolment code made',
  'edgeAgent.enrol': 'Edge agent enrolled',
  'edgeAgent.revoke': 'Edge agent revoked',
  'subject.erase': 'Personal data erased',
};

/** An action of the log in words; one that this page does not know yet, as it is. */
export const actionWords = (action: string): string => words[action] ?? action;
