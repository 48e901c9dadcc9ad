/**
 * What the PBX means by the outcome of a refused command, and what to do about it: System OAI outcomes 0 to 51. Codes that no source names
 * are said as they are.
 */
const sentences: Readonly<Record<number, string>> = {
  0: 'The telephone system has done it.',
  1: 'The telephone system refused without saying why. Look at the phone and try once more.',
  3: 'This device cannot do that: it is of another kind. Choose a phone.',
  7: 'The number called is not one that can be called from there. Check the destination.',
  8: 'The telephone system knows no such call: it has ended or moved on. Look at the board again.',
  9: 'The telephone system knows no such device. Check the number in the site’s configuration.',
  10: 'This feature is not offered to that phone, or call control is not licensed. Ask whoever looks after the telephone system.',
  11: 'The call cannot go to that destination. Check the number, or choose another.',
  12: 'The connection to the telephone system lost track of this device. Try again in a minute.',
  14: 'The phone or agent is not in a state for that, for example not logged in. Look at the board again.',
  15: 'The state of the phone does not allow it. An agent in do not disturb cannot go to wrap-up: end do not disturb first.',
  16: 'The phone has no active call. Look at the board again.',
  17: 'The phone has no held call. Look at the board again.',
  18: 'There is no call to clear. It has ended by itself.',
  19: 'There is no connection to clear. The phone has left the call already.',
  20: 'There is nothing to answer: the call has stopped ringing there.',
  22: 'The telephone system has no resource free for it. Try again in a moment.',
  24: 'The telephone system is busy with this device. Try again in a moment.',
  25: 'The line or network is out of service. Report it to whoever looks after the telephone system.',
  27: 'The conference has as many members as it can have.',
  28: 'The telephone system watches as many devices as it can. Report it to whoever looks after it.',
  31: 'A value is out of range. Check message number and hunt group.',
  32: 'The phone is not connected in that call in a way that allows it. Look at the board again.',
  33: 'The telephone system knows no such agent, or the agent is not at that phone.',
  34: 'The telephone system refused a filter. Report it to your support.',
  35: 'The telephone system refused a filter. Report it to your support.',
  36: 'The telephone system refused a filter. Report it to your support.',
  37: 'The telephone system refused a filter. Report it to your support.',
  38: 'The telephone system refused a filter. Report it to your support.',
  39: 'The telephone system asks for another password. Check it in the agent’s settings.',
  41: 'The telephone system refused the number of the command. Try again.',
  43: 'The telephone system refused a filter. Report it to your support.',
  44: 'The command was too long for the telephone system. Shorten the text.',
  45: 'The telephone system does not take call control. It has to be licensed there (System OAI third-party call control).',
  48: 'Another application controls this call at present. Try again, or act there.',
  49: 'Another application has claimed this call. Act there.',
  50: 'The telephone system wants the phone to be watched first. Try again in a minute.',
  51: 'The call was given another id by the telephone system, as after a transfer. Look at the board again and repeat it.',
};

/** @example outcomeWords(20) // 'There is nothing to answer: the call has stopped ringing there.' */
export const outcomeWords = (outcome: number): string =>
  sentences[outcome] ?? `The telephone system refused with outcome ${outcome}, whose meaning is not documented.`;
