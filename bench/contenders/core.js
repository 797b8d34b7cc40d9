import { createRedactor } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';

/** The core without a logger, against what JavaScript itself does with an object and with a line. */
export const coreContenders = [
  {
    name: 'JSON.stringify',
    against: 'JSON.stringify',
    gives: 'everything',
    create: (set, sink) => writingObjects(set, sink, JSON.stringify),
  },
  {
    name: 'logsieve stringify',
    against: 'JSON.stringify',
    gives: 'allowed',
    create: (set, sink) => {
      const redactor = createRedactor(loadPolicy(set.policy));
      return writingObjects(set, sink, (record) => redactor.stringify(record));
    },
  },
  {
    name: 'JSON.parse + JSON.stringify',
    against: 'JSON.parse + JSON.stringify',
    gives: 'everything',
    create: (set, sink) => writingLines(set, sink, (line) => JSON.stringify(JSON.parse(line))),
  },
  {
    name: 'logsieve redactLine',
    against: 'JSON.parse + JSON.stringify',
    gives: 'allowed',
    create: (set, sink) => {
      const redactor = createRedactor(loadPolicy(set.policy));
      return writingLines(set, sink, (line) => redactor.redactLine(line));
    },
  },
];

function writingObjects(set, sink, write) {
  const records = set.records.map((record) => emitted(set, record));
  return (index) => sink.write(`${write(records[index])}\n`);
}

function writingLines(set, sink, write) {
  const lines = set.records.map((record) => JSON.stringify(emitted(set, record)));
  return (index) => sink.write(`${write(lines[index])}\n`);
}

/** The record as pino would emit it. */
function emitted(set, record) {
  return {
    level: 30,
    time: 1_795_327_200_000,
    pid: 4711,
    hostname: 'api-7c9d8',
    ...record,
    msg: set.message,
  };
}
