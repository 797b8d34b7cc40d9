import { MESSAGE } from 'triple-beam';
import Transport from 'winston-transport';
import { PINO_OPTIONS } from '../contenders/pino.js';

/** The ways through a build of the packages, each as a contender: what to log, into a sink. */
export function pathsOf({ core, node, pino: forPino, winston: forWinston, loggers }, set) {
  const createRedactor = () => core.createRedactor(node.loadPolicy(set.policy));
  return [
    {
      name: 'pino',
      create: (_, sink) =>
        logging(set, forPino.logsieve(loggers.pino(PINO_OPTIONS, sink), { policy: set.policy })),
    },
    {
      name: 'winston',
      create: (_, sink) => {
        const logger = forWinston.logsieve(createWinston(loggers.winston, sink), { policy: set.policy });
        return (index) => logger.info(set.message, set.records[index]);
      },
    },
    {
      name: 'redactLine',
      create: (_, sink) => {
        const redactor = createRedactor();
        const lines = set.records.map((record) => JSON.stringify({ level: 30, ...record, msg: set.message }));
        return (index) => sink.write(`${redactor.redactLine(lines[index])}\n`);
      },
    },
  ];
}

function logging({ records, message }, logger) {
  return (index) => logger.info(records[index], message);
}

function createWinston(winston, sink) {
  class SinkTransport extends Transport {
    log(info, next) {
      sink.write(`${info[MESSAGE]}\n`);
      next();
    }
  }
  return winston.createLogger({ format: winston.format.json(), transports: [new SinkTransport()] });
}
