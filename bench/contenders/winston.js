import { logsieve } from '@logsieve/winston';
import { MESSAGE } from 'triple-beam';
import winston from 'winston';
import { Writable } from 'node:stream';
import Transport from 'winston-transport';
import { deniedNames } from './denied-names.js';

const { combine, json, timestamp } = winston.format;

const bare = (set, sink) => createLogger(json(), streamTo(sink));
const plain = (set, sink) => createLogger(combine(timestamp(), json()), streamTo(sink));
const walking = (set, sink) =>
  createLogger(combine(timestamp(), createWalk(set.denied)(), json()), streamTo(sink));
const bareOwn = (set, sink) => createLogger(json(), ownTransport(sink));
const sieved =
  (create, more = {}) =>
  (set, sink) =>
    logsieve(create(set, sink), { policy: set.policy, ...more });

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
    create: logging(sieved(bare)),
  },
  {
    name: 'logsieve winston, render json',
    against: 'plain winston json',
    gives: 'allowed',
    create: logging(sieved(bare, { render: json() })),
  },
  {
    name: 'plain winston json, own transport',
    against: 'plain winston json, own transport',
    gives: 'everything',
    create: logging(bareOwn),
  },
  {
    name: 'logsieve winston json, own transport',
    against: 'plain winston json, own transport',
    gives: 'allowed',
    create: logging(sieved(bareOwn)),
  },
  { name: 'plain winston', against: 'plain winston', gives: 'everything', create: logging(plain) },
  {
    name: 'winston, clone and walk, 20 names',
    against: 'plain winston',
    gives: 'all censored',
    create: logging(walking),
  },
  { name: 'logsieve winston', against: 'plain winston', gives: 'allowed', create: logging(sieved(plain)) },
  {
    name: 'logsieve winston, render',
    against: 'plain winston',
    gives: 'allowed, for a render',
    create: logging(sieved(bare, { render: combine(timestamp(), json()) })),
  },
];

function logging(create) {
  return (set, sink) => {
    const logger = create(set, sink);
    const { records, message } = set;
    return (index) => logger.info(message, records[index]);
  };
}

function createLogger(format, transport) {
  return winston.createLogger({ format, transports: [transport] });
}

/** winston's own transport for streams. */
function streamTo(sink) {
  const stream = new Writable({
    decodeStrings: false,
    write(line, _encoding, next) {
      sink.write(line);
      next();
    },
  });
  return new winston.transports.Stream({ stream, eol: '\n' });
}

/** One of the application's own, which could read the fields of each info. */
function ownTransport(sink) {
  class OwnTransport extends Transport {
    log(info, next) {
      sink.write(`${info[MESSAGE]}\n`);
      next();
    }
  }
  return new OwnTransport();
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
