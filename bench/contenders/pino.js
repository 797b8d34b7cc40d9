import pino from 'pino';
import { logsieve } from '@logsieve/pino';
import { split } from './bound.js';

/** What each pino logger of the comparison starts from: the same process and host on every line. */
export const PINO_OPTIONS = { base: { pid: 4711, hostname: 'api-7c9d8' } };

const plain = (set, sink) => pino(PINO_OPTIONS, sink);
const redacting = (count) => (set, sink) =>
  pino({ ...PINO_OPTIONS, redact: set.denied.slice(0, count) }, sink);
const sieved = (set, sink) => logsieve(pino(PINO_OPTIONS, sink), { policy: set.policy });

export const pinoContenders = [
  { name: 'plain pino', against: 'plain pino', gives: 'everything', create: logging(plain) },
  {
    name: 'pino redact, 5 paths',
    against: 'plain pino',
    gives: 'first 5 censored',
    create: logging(redacting(5)),
  },
  {
    name: 'pino redact, 20 paths',
    against: 'plain pino',
    gives: 'all censored',
    create: logging(redacting(20)),
  },
  {
    name: 'logsieve pino',
    against: 'plain pino',
    also: ['pino redact, 20 paths'],
    gives: 'allowed',
    create: logging(sieved),
  },
  {
    name: 'plain pino, one child',
    against: 'plain pino, one child',
    gives: 'everything of one child',
    create: loggingByOneChild(plain),
  },
  {
    name: 'logsieve pino, one child',
    against: 'plain pino, one child',
    gives: 'allowed of one child',
    create: loggingByOneChild(sieved),
  },
  {
    name: 'plain pino, child per record',
    against: 'plain pino, child per record',
    gives: 'everything',
    create: loggingByChildren(plain),
  },
  {
    name: 'logsieve pino, child per record',
    against: 'plain pino, child per record',
    gives: 'allowed',
    create: loggingByChildren(sieved),
  },
];

function logging(createLogger) {
  return (set, sink) => {
    const logger = createLogger(set, sink);
    const { records, message } = set;
    return (index) => logger.info(records[index], message);
  };
}

/** One child for all records, as a module or a worker has it: its bindings are those of the first record. */
function loggingByOneChild(createLogger) {
  return (set, sink) => {
    const parts = set.records.map((record) => split(record, set.bound));
    const child = createLogger(set, sink).child(parts[0].bindings);
    return (index) => child.info(parts[index].rest, set.message);
  };
}

/** A child for each record, made when the record comes, as pino-http and Fastify do for each request. */
function loggingByChildren(createLogger) {
  return (set, sink) => {
    const parts = set.records.map((record) => split(record, set.bound));
    const logger = createLogger(set, sink);
    return (index) => logger.child(parts[index].bindings).info(parts[index].rest, set.message);
  };
}
