import { configureSync, getJsonLinesFormatter, getLogger } from '@logtape/logtape';
import { redactByField } from '@logtape/redaction';
import { DeepRedact } from '@hackylabs/deep-redact';
import fastRedact from 'fast-redact';
import { deniedNames } from './denied-names.js';

/**
 * Redactors of whole objects: fast-redact and deep-redact get the record with level, time and message already on
 * it and give the line. What a logger does beside that is not charged to them.
 */
export const redactorContenders = [
  {
    name: 'fast-redact, 5 paths',
    against: 'plain pino',
    gives: 'first 5 censored',
    create: (set, sink) => writing(set, sink, fastRedact({ paths: set.denied.slice(0, 5) })),
  },
  {
    name: 'fast-redact, 20 paths',
    against: 'plain pino',
    gives: 'all censored',
    create: (set, sink) => writing(set, sink, fastRedact({ paths: set.denied })),
  },
  {
    name: 'deep-redact, 20 names',
    against: 'plain pino',
    gives: 'all censored',
    create: (set, sink) => {
      const deepRedact = new DeepRedact({
        blacklistedKeys: deniedNames(set.denied),
        types: ['string', 'object'],
        serialise: true,
      });
      return writing(set, sink, (line) => deepRedact.redact(line));
    },
  },
  { name: 'logtape, no redaction', against: 'plain pino', gives: 'everything', create: createLogTape(false) },
  {
    name: 'logtape redactByField, 20 names',
    against: 'plain pino',
    gives: 'all censored',
    create: createLogTape(true),
  },
];

function writing(set, sink, redact) {
  const { records, message } = set;
  return (index) => {
    const line = {
      level: 30,
      time: Date.now(),
      pid: 4711,
      hostname: 'api-7c9d8',
      ...records[index],
      msg: message,
    };
    sink.write(`${redact(line)}\n`);
  };
}

/** LogTape is configured once a process: every logger made so far stays. */
const loggers = [];
const sinks = {};

/** LogTape's own logger, sink wrapper and JSON lines. */
function createLogTape(redacts) {
  return (set, sink) => {
    const id = `bench-${loggers.length}`;
    const format = getJsonLinesFormatter();
    const write = (record) => sink.write(format(record));
    const options = { fieldPatterns: deniedNames(set.denied), action: () => '[REDACTED]' };
    sinks[id] = redacts ? redactByField(write, options) : write;
    loggers.push({ category: id, lowestLevel: 'info', sinks: [id] });
    configureSync({
      reset: true,
      sinks,
      loggers: [...loggers, { category: ['logtape', 'meta'], lowestLevel: 'fatal', sinks: [] }],
    });
    const logger = getLogger(id);
    const { records, message } = set;
    return (index) => logger.info(message, records[index]);
  };
}
