import { logsieve } from '@logsieve/winston';
import { MESSAGE } from 'triple-beam';
import winston from 'winston';
import Transport from 'winston-transport';
import { deniedNames } from './denied-names.js';

const { combine, json, timestamp } = winston.format;

const bare = (set, sink) => createLogger(sink, json());
const sievedBare = (set, sink) => logsieve(bare(set, sink), { policy: set.policy });
const plain = (set, sink) => createLogger(sink, combine(timestamp(), json()));
const walking = (set, sink) => createLogger(sink, combine(timestamp(), createWalk(set.denied)(), json()));
const sieved = (set, sink) => logsieve(plain(set, sink), { policy: set.policy });
const rendered = (set, sink) =>
  logsieve(bare(set, sink), { policy: set.policy, render: combine(timestamp(), json()) });

export const winstonContenders = [
  {
    name: 'plain winston json',
    against: 'plain winston json',
    gives: 'everything',
    create: logging(bare),
  },
  {
    name: 'logsieve winston json',
    against: 'plain winston json',
    gives: 'allowed',
    create: logging(sievedBare),
  },
  { name: 'plain winston', against: 'plain winston', gives: 'everything', create: logging(plain) },
  {
    name: 'winston, clone and walk, 20 names',
    against: 'plain winston',
    gives: 'all censored',
    create: logging(walking),
  },
  { name: 'logsieve winston', against: 'plain winston', gives: 'allowed', create: logging(sieved) },
  {
    name: 'logsieve winston, render',
    against: 'plain winston',
    gives: 'allowed, for a render',
    create: logging(rendered),
  },
];

function logging(create) {
  return (set, sink) => {
    const logger = create(set, sink);
    const { records, message } = set;
    return (index) => logger.info(message, records[index]);
  };
}

function createLogger(sink, format) {
  class SinkTransport extends Transport {
    log(info, next) {
      sink.write(`${info[MESSAGE]}\n`);
      next();
    }
  }
  return winston.createLogger({ format, transports: [new SinkTransport()] });
}

/** What teams write themselves: a format that copies the record and censors by field name on the way. */
function createWalk(denied) {
  const names = new Set(deniedNames(denied));
  const walk = (value) => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const copy = {};
    for (const [name, member] of Object.entries(value))
      copy[name] = names.has(name) ? '[REDACTED]' : walk(member);
    return copy;
  };
  return winston.format((info) => {
    const copy = walk(info);
    for (const symbol of Object.getOwnPropertySymbols(info)) copy[symbol] = info[symbol];
    return copy;
  });
}
