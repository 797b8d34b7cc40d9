/** A winston logger that writes to a printf console, with one line for logsieve. `node examples/winston-basic.js` */
import winston from 'winston';
import { logsieve } from '@logsieve/winston';

const { printf } = winston.format;

const logger = winston.createLogger({ transports: [new winston.transports.Console()] });

const log = logsieve(logger, {
  policy: {
    logsieve: 1,
    fields: { 'user.email': { mask: 'email' }, 'card.number': { mask: { last: 4 } } },
  },
  // Renders what is left after redaction; without it, each record is one line of JSON.
  render: printf(({ level, message, ...rest }) => `${level}: ${message} ${JSON.stringify(rest)}`),
});

const user = { email: 'jane.doe@example.com', password: 'hunter2-canary' };
log.info('paid', { user, card: { number: '4539148803436467', cvv: '123' }, latencyMs: 12.5 });
log.error('payment failed', { err: new RangeError(`limit of ${user.email} reached`) });
