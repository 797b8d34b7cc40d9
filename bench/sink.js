/**
 * Where every contender writes: takes the line, turns it into UTF-8 bytes as each real destination has to, counts
 * them, and keeps nothing. Turning it into bytes matters: a string joined from many parts is only put together
 * when somebody reads it, and a sink that never did would not charge the contender for that.
 */
export function createNullSink() {
  const buffer = Buffer.allocUnsafe(1 << 18);
  const sink = {
    lines: 0,
    bytes: 0,
    write(line) {
      sink.lines++;
      sink.bytes += buffer.write(line);
    },
    /** Takes several lines that are bytes already. */
    writeLines(bytes, count) {
      sink.lines += count;
      sink.bytes += bytes.length;
    },
  };
  return sink;
}

/** The same, but keeps the lines, for the correctness check. */
export function createKeepingSink() {
  const sink = {
    lines: 0,
    bytes: 0,
    kept: [],
    write(line) {
      sink.lines++;
      sink.bytes += Buffer.byteLength(line);
      sink.kept.push(line);
    },
    writeLines(bytes, count) {
      sink.lines += count;
      sink.bytes += bytes.length;
      sink.kept.push(
        ...Buffer.from(bytes)
          .toString()
          .split('\n')
          .slice(0, -1)
          .map((line) => `${line}\n`),
      );
    },
  };
  return sink;
}
