const transactionFailed = (error: Error, reasons: RegExp): boolean =>
  error.name === 'TransactionCanceledException' && reasons.test(error.message);

/** What DynamoDB answers when a condition did not hold, of a write or of any in a transaction. */
export const conditionFailed = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'ConditionalCheckFailedException' || transactionFailed(error, /ConditionalCheckFailed/));

/** The same, or another transaction was under way with one of the items: whoever wrote first has won. */
export const wasOvertaken = (error: unknown): boolean =>
  conditionFailed(error) || (error instanceof Error && transactionFailed(error, /TransactionConflict/));

/** A conditional write that was sent. @returns false when its condition did not hold; everything else is thrown on */
export const held = async (write: Promise<unknown>, isRefusal: (error: unknown) => boolean = conditionFailed): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
};
