const words: Readonly<Record<string, string>> = {
  'configuration.save': 'Saved',
  'configuration.import': 'Taken over from the PBX',
  'edgeAgent.makeCode': 'Enrolment code made',
  'edgeAgent.enrol': 'Edge agent enrolled',
  'edgeAgent.revoke': 'Edge agent revoked',
  'subject.erase': 'Personal data erased',
  'board.save': 'Board saved',
  'board.delete': 'Board deleted',
  'board.import': 'Boards read in from text',
  'boardTemplate.save': 'Board template saved',
  'boardTemplate.delete': 'Board template deleted',
  'boardTemplate.apply': 'Board template applied',
  'boardMedia.add': 'Board file added',
  'boardMedia.delete': 'Board file deleted',
  'filter.save': 'Filter saved',
  'filter.delete': 'Filter deleted',
  'variable.save': 'Variable saved',
  'variable.delete': 'Variable deleted',
  'externalData.save': 'External data source saved',
  'externalData.delete': 'External data source deleted',
  'screen.pair': 'Screen paired',
  'screen.change': 'Screen changed',
  'screen.revoke': 'Screen revoked',
  'callControl.act': 'Asked of the PBX',
};

/** An action of the log in words; one that this page does not know yet, as it is. */
export const actionWords = (action: string): string => words[action] ?? action;
