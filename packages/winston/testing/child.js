// A program of its own: what it prints, on both streams, is what would reach a terminal or a collector.
import { createRequire } from 'node:module';
import { logsieve } from '@logsieve/winston';

const { default: winston } = await import('winston');
const [scenario, canary] = process.argv.slice(2);
const console_ = (options) => new winston.transports.Console(options);

switch (scenario) {
  case 'no-transports': {
    const log = logsieve(winston.createLogger());
    for (let i = 0; i < 40; i++) log.info('kept %s', canary, { secret: canary });
    log.error(new Error(canary));
    break;
  }
  case 'default-logger':
    logsieve(winston);
    winston.info('kept %s', canary, { secret: canary });
    winston.add(console_());
    winston.info('kept', { secret: canary, status: 200 });
    break;
  case 'require': {
    const required = createRequire(import.meta.url)('winston');
    const log = logsieve(required.createLogger({ transports: [console_()] }));
    log.info('kept', { secret: canary, status: 200 });
    break;
  }
  case 'exception':
    logsieve(winston.createLogger({ transports: [console_({ handleExceptions: true })] }));
    throw Object.assign(new TypeError(canary), { code: 'E_X', detail: canary });
  case 'exception-handlers':
    logsieve(winston.createLogger({ exceptionHandlers: [console_()] }));
    throw canary;
  case 'rejection':
    logsieve(
      winston.createLogger({ transports: [console_()], rejectionHandlers: [console_()], exitOnError: false }),
    );
    void Promise.reject(Object.assign(new RangeError(canary), { code: 'E_X' }));
    break;
}
