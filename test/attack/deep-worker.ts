/** One thread of the long form. */
import { parentPort, workerData } from 'node:worker_threads';
import { run } from './run.js';
import { type Gauge, tellGauge } from './watch.js';

export interface Share {
  readonly seed: number;
  readonly from: number;
  readonly records: number;
  readonly mostFaults: number;
  readonly gauge: Gauge;
}

const { seed, from, records, mostFaults, gauge } = workerData as Share;
const begin = (index: number, made: number, lines: number): void => tellGauge(gauge, index, made, lines);
parentPort?.postMessage(run({ seed, from, records, mostFaults, begin }));
