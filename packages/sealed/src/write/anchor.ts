import { appendFileSync, constants } from 'node:fs';

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_WRONLY } = constants;

/** Sends notes to where the anchor is. `onFault` is told of each that did not arrive. Never throws. */
export function createAnchor(
  anchor: string | ((note: string) => unknown) | undefined,
  onFault: () => void,
): (note: string) => void {
  if (anchor === undefined) return () => undefined;
  const send =
    typeof anchor === 'string'
      ? (note: string) => {
          addTo(anchor, note);
        }
      : anchor;
  return (note) => {
    try {
      const sent = send(note);
      if (sent instanceof Promise) sent.catch(onFault);
    } catch {
      onFault();
    }
  };
}

/** One note a line, as a JSON string. */
function addTo(path: string, note: string): void {
  // A pipe that nobody reads is a fault, and not to be waited for.
  const flag = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK;
  appendFileSync(path, `${JSON.stringify(note)}\n`, { flag: flag as unknown as string, mode: 0o600 });
}
