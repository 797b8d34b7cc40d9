export { definePolicy } from '@logsieve/core';
export { counters, type LoggerCounters, logsieve, type Protectable } from './logsieve.js';
export type { LogsieveOptions } from './open-state.js';
export { LogsieveTransport, type LogsieveTransportOptions } from './transport.js';
