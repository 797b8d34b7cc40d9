/** Of a line that has not ended, so much is kept: a log loses, and counts, one that is longer. */
const MAX_PART_BYTES = 4 * 1024 * 1024 + 1;

/** The same bytes in blocks that end with a line; the last one with what is behind the last line feed. */
export async function* wholeLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let parts: Buffer[] = [];
  let held = 0;
  const keep = (part: Buffer) => {
    if (part.length === 0 || held >= MAX_PART_BYTES) return;
    parts.push(part);
    held += part.length;
  };
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(10) + 1;
    if (end > 0) {
      yield Buffer.concat([...parts, chunk.subarray(0, end)]);
      parts = [];
      held = 0;
    }
    keep(chunk.subarray(end));
  }
  if (held > 0) yield Buffer.concat(parts);
}
