// What @logsieve/winston would be if it did nothing; see the one beside it.
export const logsieve = (logger) => logger;
export const definePolicy = (policy) => policy;
export const LogsieveTransport = class {
  constructor({ transport }) {
    return transport;
  }
};
