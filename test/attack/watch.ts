/** What a running attack tells those who watch it: which case it is at, and how far it has come. */

/** Shared between the thread that runs cases and the one that watches. */
export type Gauge = Int32Array;

export function createGauge(): Gauge {
  return new Int32Array(new SharedArrayBuffer(16));
}

export function tellGauge(gauge: Gauge, index: number, records: number, lines: number): void {
  Atomics.store(gauge, 1, records);
  Atomics.store(gauge, 2, lines);
  // Last: it is what shows that something moves.
  Atomics.store(gauge, 0, index + 1);
}

export interface Reading {
  /** The case that runs; undefined before the first. */
  readonly index: number | undefined;
  readonly records: number;
  readonly lines: number;
}

export function readGauge(gauge: Gauge): Reading {
  const at = Atomics.load(gauge, 0);
  return {
    index: at === 0 ? undefined : at - 1,
    records: Atomics.load(gauge, 1),
    lines: Atomics.load(gauge, 2),
  };
}

/** Tells the case at which nothing has moved for so long; to be asked again and again. */
export function createHangWatch(gauge: Gauge, longestMs: number): (now: number) => number | undefined {
  let last: number | undefined;
  let since: number | undefined;
  return (now) => {
    const { index } = readGauge(gauge);
    if (index !== last || since === undefined) {
      last = index;
      since = now;
    }
    return index !== undefined && now - since > longestMs ? index : undefined;
  };
}
