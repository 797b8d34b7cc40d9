import { systemCode, tellStderr } from '@logsieve/core/node';

/** Running totals of what went wrong outside the redactor. */
export interface Faults {
  formatFaults: number;
  sinkFaults: number;
  dropped: number;
  /** What stderr was told; each once. */
  readonly told: Set<string>;
}

export function createFaults(): Faults {
  return { formatFaults: 0, sinkFaults: 0, dropped: 0, told: new Set() };
}

/** Counts a fault of a transport or a listener, and tells the first of its kind, by its code alone. */
export function countSinkFault(faults: Faults, error: unknown): void {
  faults.sinkFaults++;
  const code = systemCode(error);
  tellOnce(
    faults,
    `a transport of a logger failed${code === undefined ? '' : ` (${code})`}: records may be lost`,
  );
}

/** Counts a record that does not come out. */
export function countDropped(faults: Faults, why: string): void {
  faults.dropped++;
  tellOnce(faults, why);
}

function tellOnce({ told }: Faults, text: string): void {
  if (told.has(text)) return;
  // First: what writes to stderr may lead back to this logger.
  told.add(text);
  tellStderr(text);
}
