export { definePolicy } from '@logsieve/core';
export { counters, type LoggerCounters, logsieve, type LogsieveOptions } from './logsieve.js';
export { type DestinationOptions, transport as default, type TransportOptions } from './transport.js';
