/**
 * One answer for everybody who asks the same within `forMs`; those who ask while it is being found wait for it together. A failure is told to
 * them and asked anew by the next.
 */
export const createFreshAnswer = <T>(forMs: number, now: () => number) => {
  const kept = new Map<string, { readonly at: number; readonly answer: Promise<T> }>();
  return (key: string, find: () => Promise<T>): Promise<T> => {
    const known = kept.get(key);
    if (known !== undefined && now() - known.at < forMs) return known.answer;
    for (const [old, { at }] of kept) if (now() - at >= forMs) kept.delete(old);
    const answer = find();
    kept.set(key, { at: now(), answer });
    answer.catch(() => {
      if (kept.get(key)?.answer === answer) kept.delete(key);
    });
    return answer;
  };
};
