/** Rows that come in chunks of any length, so many at a time; the last batch may be shorter, and none is empty. */
export async function* inBatches<T>(chunks: AsyncIterable<Iterable<T>>, rowsAtOnce: number): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const chunk of chunks)
    for (const row of chunk) {
      batch.push(row);
      if (batch.length < rowsAtOnce) continue;
      yield batch;
      batch = [];
    }
  if (batch.length > 0) yield batch;
}
