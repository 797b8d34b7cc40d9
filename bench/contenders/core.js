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

/** Chunks of bytes in, chunks of bytes out. */
export const lineContenders = [
  {
    name: 'lines, JSON.parse + stringify',
    against: 'lines, JSON.parse + stringify',
    gives: 'everything',
    create: (set, sink) =>
      writingChunks(
        set,
        sink,
        eachLine((record) => record),
      ),
  },
  {
    name: 'lines, parse + redact + stringify',
    against: 'lines, JSON.parse + stringify',
    gives: 'allowed',
    create: (set, sink) => {
      const redactor = createRedactor(loadPolicy(set.policy));
      return writingChunks(
        set,
        sink,
        eachLine((record) => redactor.redact(record)),
      );
    },
  },
  {
    name: 'logsieve lines (js)',
    against: 'lines, JSON.parse + stringify',
    gives: 'allowed',
    create: (set, sink) => streaming(set, sink, 'js'),
  },
  {
    name: 'logsieve lines (wasm)',
    against: 'lines, JSON.parse + stringify',
    also: ['lines, parse + redact + stringify', 'logsieve lines (js)'],
    gives: 'allowed',
    create: (set, sink) => streaming(set, sink, 'wasm'),
  },
];

/** The engine that is named has to be the one that runs. */
function streaming(set, sink, engine) {
  const stream = createRedactor(loadPolicy(set.policy)).lines({ engine });
  if (stream.engine() !== engine) throw new Error(`the engine ${engine} cannot be had here`);
  return writingChunks(set, sink, (chunk) => stream.push(chunk));
}

/** Bytes in, bytes out: one chunk has a line of each record, and is written when the last of them is due. */
function writingChunks(set, sink, write) {
  const lines = set.records.map((record) => `${JSON.stringify(emitted(set, record))}\n`);
  const chunk = Buffer.from(lines.join(''));
  return (index) => {
    if (index === lines.length - 1) sink.writeLines(write(chunk), lines.length);
  };
}

/** What JavaScript makes of a chunk: text, records, what becomes of each, and back. */
function eachLine(change) {
  return (chunk) => {
    const lines = decoder.decode(chunk).split('\n').slice(0, -1);
    return encoder.encode(`${lines.map((line) => JSON.stringify(change(JSON.parse(line)))).join('\n')}\n`);
  };
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

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
