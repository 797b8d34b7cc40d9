/** Tells a terminal what is going on, in one line that the next one takes the place of. */
export function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}
