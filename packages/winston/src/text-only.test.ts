import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import winston from 'winston';
import { CANARY, capture, findCanary, type Info } from '../testing/capture.js';
import { logsieve, type LogsieveOptions } from './index.js';
import { takesTextOnly } from './text-only.js';

/** winston's own transport for streams, and what came out of it. */
function streamTransport(options: object = {}) {
  const lines: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (text: string, _encoding, next) => (lines.push(text), next()),
  });
  const transport = new winston.transports.Stream({ stream, eol: '\n', ...options });
  return { transport, lines };
}

const FIELDS = { level: 'info', message: 'kept', status: 200 };
const OBJECT = `${JSON.stringify({ level: 'info', status: 200, message: 'kept' })}\n`;

function logger(transports: winston.transport[], how: LogsieveOptions = {}): winston.Logger {
  return logsieve(winston.createLogger({ transports }), how);
}
const leak = (log: winston.Logger) => log.info('kept', { status: 200, secret: CANARY });

it("gives winston's own transports the text", () => {
  const { transport, lines } = streamTransport();
  leak(logger([transport]));
  expect(lines).toEqual([OBJECT]);
});

it('gives transports of the application all fields, in whatever company', () => {
  const { transport, lines } = streamTransport();
  const own = capture();
  leak(logger([transport, own.transport]));
  expect(own.infos).toMatchObject([FIELDS]);
  expect(lines).toEqual([OBJECT]);
  expect(findCanary(own.infos)).toEqual([]);
});

it.each([
  ['a listener for data', (log: winston.Logger, heard: (info: Info) => void) => log.on('data', heard)],
  [
    'a stream piped in before',
    (log: winston.Logger, heard: (info: Info) => void) =>
      log.pipe(new Writable({ objectMode: true, write: (info: Info, _, next) => (heard(info), next()) })),
  ],
])('gives all fields to %s', (_, listen) => {
  for (const when of ['before', 'after']) {
    const { transport } = streamTransport();
    const log = winston.createLogger({ transports: [transport] });
    const heard: Info[] = [];
    if (when === 'before') listen(log, (info) => heard.push(info));
    logsieve(log, {});
    if (when === 'after') listen(log, (info) => heard.push(info));
    leak(log);
    expect(heard).toMatchObject([FIELDS]);
    expect(findCanary(heard)).toEqual([]);
  }
});

it('tells listeners of what a transport wrote all fields', async () => {
  const { transport } = streamTransport();
  const logged = new Promise((resolve) => transport.once('logged', resolve));
  leak(logger([transport]));
  expect(await logged).toMatchObject(FIELDS);
});

it.each([
  ['a class of the application', new (class extends winston.transports.Console {})()],
  ['a log method of its own', Object.assign(new winston.transports.Console(), { log: () => undefined })],
  ['a format of its own', new winston.transports.Console({ format: winston.format.simple() })],
  ['a stream of objects', streamTransport({ stream: new Writable({ objectMode: true }) }).transport],
  ['HTTP', new winston.transports.Http({})],
])('is not taken for one that writes nothing but text: %s', (_, transport) => {
  expect(takesTextOnly(transport as never)).toBe(false);
});

it('is taken for one that writes nothing but text', () => {
  expect(takesTextOnly(new winston.transports.Console() as never)).toBe(true);
  expect(takesTextOnly(streamTransport().transport as never)).toBe(true);
});

it('writes the record as it is under render: json()', () => {
  const text = 'two\nlines "quoted"';
  for (const how of [{}, { render: winston.format.json() }]) {
    const { transport, lines } = streamTransport();
    logger([transport], { policy: { logsieve: 1, message: 'scan' }, ...how }).info(text);
    expect(lines).toEqual([`${JSON.stringify({ level: 'info', message: text })}\n`]);
  }
});
