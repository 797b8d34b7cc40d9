import { afterAll, describe, expect, it } from 'vitest';
import { type Spoken, speak } from './destinations.js';
import { expectArrived, expectClean } from './expect.js';
import { decodeLogs } from './otlp.js';
import { cleanUp } from './program.js';

const ERROR = { type: 'RangeError', code: 'E_ROW' };
const FIELDS = {
  requestId: 'speak-17',
  latencyMs: 12.5,
  status: 201,
  req: { method: 'POST', url: '/login/:id' },
};
const RECORDS = [
  { level: 'info', message: 'logged in', ...FIELDS },
  { level: 'info', message: 'login of %s' },
  { level: 'warn', message: 'busy', total: 2, reqId: 'child-17' },
  { level: 'error', message: 'RangeError', err: ERROR },
];
const PLANTED = ['path', 'query', 'cookie', 'password', 'detail', 'binding', 'nested', 'key', 'value'];

interface Destination {
  readonly name: string;
  readonly program: string;
  readonly arrives: (spoken: Spoken) => void;
}

const DESTINATIONS: readonly Destination[] = [
  {
    name: 'Console, File and Stream',
    program: 'winston-own.js',
    arrives: ({ files }) => {
      for (const name of ['stdout', 'app.log', 'stream.log']) expectArrived(files[name] ?? '', RECORDS);
    },
  },
  {
    name: 'Http',
    program: 'winston-http.js',
    arrives: ({ bodies }) => expectArrived(bodies.join('\n'), RECORDS),
  },
  {
    name: 'winston-daily-rotate-file',
    program: 'winston-daily-rotate-file.js',
    arrives: ({ files }) => {
      const name = Object.keys(files).find((path) => /^logs\/app-\d{4}-\d\d-\d\d\.log$/.test(path));
      expectArrived(files[name ?? ''] ?? '', RECORDS);
    },
  },
  {
    name: '@opentelemetry/winston-transport',
    program: 'opentelemetry-winston-transport.js',
    arrives: ({ bodies }) => {
      const logs = decodeLogs(bodies).map(({ severity, body, attributes }) => ({
        severity,
        body,
        attributes,
      }));
      expect(logs).toEqual([
        { severity: 9, body: 'logged in', attributes: FIELDS },
        { severity: 9, body: 'login of %s', attributes: {} },
        { severity: 13, body: 'busy', attributes: { reqId: 'child-17', total: 2 } },
        // It makes an exception of `err`, and calls it by its code.
        { severity: 17, body: 'RangeError', attributes: { 'exception.type': 'E_ROW' } },
      ]);
    },
  },
];

afterAll(cleanUp);

describe.concurrent.each(DESTINATIONS)('$name', ({ program, arrives }) => {
  it('gets what is allowed and nothing else', async () => {
    const spoken = await speak(program, { protect: true, by: 'winston' });
    expect(spoken.leaks).toEqual([]);
    expectClean(spoken.run);
    arrives(spoken);
  });

  it('gets what was planted without logsieve', async () => {
    const { leaks } = await speak(program, { protect: false, by: 'winston' });
    expect(leaks).toEqual(expect.arrayContaining(PLANTED));
  });
});
