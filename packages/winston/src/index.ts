export { definePolicy } from '@logsieve/core';
export type { Reload } from '@logsieve/core/node';
export type { LoggerCounters } from './counters.js';
export { counters, logsieve, type Protectable, reload, unwatch } from './logsieve.js';
export type { LogsieveOptions } from './open-state.js';
export { LogsieveTransport, type LogsieveTransportOptions } from './transport.js';
