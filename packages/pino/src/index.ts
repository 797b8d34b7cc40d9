export { definePolicy } from '@logsieve/core';
export type { Reload } from '@logsieve/core/node';
export {
  counters,
  type LoggerCounters,
  logsieve,
  type LogsieveOptions,
  reload,
  unwatch,
} from './logsieve.js';
export { transport as default, type TransportOptions } from './transport.js';
export type { DestinationOptions } from './transport-options.js';
