import type { Counters } from '@logsieve/core';
import type { ReloadCounters } from '@logsieve/core/node';
import type { State } from './state.js';

/** Counts of a protected logger, its children included; with `profiles`, each record counts once per profile. */
export interface LoggerCounters extends Counters, ReloadCounters {
  /** Faults of transports and listeners: what they threw, and the errors they told of. */
  readonly sinkFaults: number;
  /** Records that the logger's format or `render` threw at. They came out as far as the policy allows. */
  readonly formatFaults: number;
  /** Records that did not come out at all: of a level that the logger does not know, or more than transports take. */
  readonly dropped: number;
}

/** The sums over all redactors of a state, and its faults. */
export function countersOf({ faults, redactors, policy }: State): LoggerCounters {
  const { formatFaults, sinkFaults, dropped } = faults;
  const sum: Record<string, number> = { formatFaults, sinkFaults, dropped, ...policy.counters() };
  for (const redactor of redactors) {
    for (const [name, count] of Object.entries(redactor.counters()))
      sum[name] = (sum[name] ?? 0) + (count as number);
  }
  return sum as unknown as LoggerCounters;
}
