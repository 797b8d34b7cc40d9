import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRedactor } from '@logsieve/core';
import { loadPolicy } from '@logsieve/core/node';
import { logsieve as protectPino } from '@logsieve/pino';
import { logsieve as protectWinston } from '@logsieve/winston';
import { pino, type Logger } from 'pino';
import winston from 'winston';
import { describe, expect, it } from 'vitest';
import { type BothVector, vectors } from './both-vectors.js';
import { CANARY, expectLeak, expectNoLeak } from './canary.js';
import { MemoryTransport } from './memory-transport.js';
import { policy } from './policy.js';
import { throughWorker } from './worker.js';

/** No call may take longer: the caller waits for it. */
const LONGEST_MS = 2_000;

function throughPino({ record, message }: BothVector, guard: (logger: Logger) => Logger): string {
  const written: string[] = [];
  const log = guard(pino({}, { write: (text: string) => void written.push(text) }));
  timed(() => {
    log.info(record(), message);
  });
  return written.join('');
}

function throughWinston({ record, message }: BothVector, render?: winston.Logform.Format): string {
  const transport = new MemoryTransport();
  const options = render === undefined ? { policy } : { policy, render };
  const log = protectWinston(winston.createLogger({ transports: [transport] }), options);
  const given = record();
  timed(() => {
    log.info(message, given);
  });
  expectNoLeak(transport.infos);
  return transport.text;
}

for (const vector of vectors) {
  const { id, claim, arrives, transport = { arrives }, noControl } = vector;
  describe(`${id} through both loggers`, () => {
    it(`${id}: ${claim} (pino)`, () => {
      expectOneLine(
        throughPino(vector, (log) => protectPino(log, { policy })),
        arrives,
      );
    });

    it(`${id}: ${claim} (winston)`, () => {
      expectOneLine(throughWinston(vector), arrives);
    });

    if (typeof transport === 'object') {
      it.skipIf(throwsInPino(id))(`${id}: ${claim} (transport)`, async () => {
        const output = await throughWorker({ transport: { policy } }, (log) => {
          log.info(vector.record(), vector.message);
        });
        expectOneLine(output, transport.arrives);
      });
    }

    if (noControl === undefined) {
      it.skipIf(throwsInPino(id))(`${id} leaks without logsieve: ${claim}`, () => {
        expectLeak(throughPino(vector, (log) => log));
      });
    }
  });
}

describe('B2 on a console', () => {
  it('B2: text that render makes has no controls', () => {
    const [, , vector] = vectors as readonly [BothVector, BothVector, BothVector];
    const render = winston.format.printf(
      (info) => `${info.level}: ${String(info.message)} ${String(info['note'])}`,
    );
    const text = throughWinston(vector, render);
    expect(text.trimEnd()).not.toMatch(CONTROLS);
    expect(text).toContain('forged');
  });
});

const NESTED = 100_000;
const lines: readonly (readonly [string, string | Buffer, string | undefined])[] = [
  ['a truncated line', `{"latencyMs":1,"secret":"${CANARY}`, undefined],
  ['text', `Error: ${CANARY}`, undefined],
  ['an array', `["${CANARY}"]`, undefined],
  ['a string', `"${CANARY}"`, undefined],
  ['a byte order mark', `\ufeff{"secret":"${CANARY}"}`, undefined],
  ['two objects', `{"latencyMs":1}{"secret":"${CANARY}"}`, undefined],
  ['a line over the limit', `{"secret":"${CANARY.repeat(80_000)}"}`, undefined],
  ['100,000 opened arrays', `{"secret":"${CANARY}","a":${'['.repeat(NESTED)}`, undefined],
  [
    '100,000 levels of arrays',
    `{"latencyMs":1,"a":${'['.repeat(NESTED)}"${CANARY}"${']'.repeat(NESTED)}}`,
    '{"latencyMs":1}',
  ],
  [
    '20,000 levels below a listed name',
    `{"latencyMs":1,"user":${'{"id":'.repeat(20_000)}"${CANARY}"${'}'.repeat(20_000)}}`,
    '{"latencyMs":1}',
  ],
  [
    'names in escapes',
    `{"\\u006catencyMs":1,"\\u0073ecret":"${CANARY}","not\\u0065":["${CANARY}"]}`,
    '{"latencyMs":1}',
  ],
  [
    'names that are there twice',
    `{"note":"${CANARY}","note":"ok","note":1,"t":"${CANARY}","t":"ok"}`,
    '{"t":"ok"}',
  ],
  [
    'exponents, minus zero and huge integers',
    `{"latencyMs":1e2,"score":-0,"count":123456789012345678901234567890,"total":1e999}`,
    '{"latencyMs":100,"score":0}',
  ],
  [
    'NUL and other controls',
    `{"note":"a\\u0000b\\u001b","secret\\u0000":"${CANARY}"}`,
    '{"note":"a\\u0000b\\u001b"}',
  ],
  ['a raw NUL', `{"note":"a\u0000${CANARY}"}`, undefined],
  [
    'bytes that are no UTF-8',
    Buffer.concat([
      Buffer.from('{"latencyMs":1,"note":"a'),
      Buffer.from([0xff, 0xc0, 0xaf]),
      Buffer.from(`","s":"${CANARY}"}`),
    ]),
    '{"latencyMs":1,"note":"a���"}',
  ],
  [
    '__proto__ and constructor',
    `{"__proto__":{"note":"${CANARY}"},"constructor":{"prototype":{"note":"${CANARY}"}},"latencyMs":1}`,
    '{"latencyMs":1}',
  ],
];

describe('B3 raw lines', () => {
  const redactor = createRedactor(loadPolicy(policy));
  const expected = (line: string | undefined) =>
    line === undefined ? /^\{"_logsieve":\{"error":"ERR_LOGSIEVE_[A-Z_]+"\}\}$/ : line;

  it.each(lines)('B3: %s', (_, line, out) => {
    const output = timed(() => redactor.redactLine(line));
    expectNoLeak(output);
    if (out === undefined) expect(output).toMatch(expected(out));
    else expect(sorted(output)).toBe(sorted(out));
  });

  it('B3: all of them through the transport, each on a line of its own', async () => {
    const output = await throughWorker({ transport: { policy } }, (_, stream) => {
      for (const [, line] of lines) {
        stream.write(line as string);
        stream.write('\n');
      }
    });
    expectNoLeak(output);
    const written = output.trimEnd().split('\n');
    expect(written).toHaveLength(lines.length);
    for (const [at, [, , out]] of lines.entries()) {
      if (out === undefined) expect(written[at]).toMatch(expected(out));
      else expect(sorted(written[at] as string)).toBe(sorted(out));
    }
  });
});

describe('B5 what Node itself prints', () => {
  it('B5: an exception that nobody catches is printed with its message, as documented', async () => {
    const child = spawn(process.execPath, ['-e', `throw new Error(${JSON.stringify(CANARY)})`]);
    let printed = '';
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    await once(child, 'close');
    expectLeak(printed);
  });
});

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/;

function expectOneLine(output: string, arrives: readonly string[]): void {
  expectNoLeak(output);
  expect(output.endsWith('\n')).toBe(true);
  expect(output.slice(0, -1)).not.toMatch(CONTROLS);
  expect(() => JSON.parse(output) as unknown).not.toThrow();
  for (const text of arrives) expect(output).toContain(text);
}

function timed<Result>(work: () => Result): Result {
  const before = process.cpuUsage();
  const result = work();
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(LONGEST_MS);
  return result;
}

/** Fields of an object in the order of their names: where they stand is told by other tests. */
function sorted(line: string): string {
  const entries = Object.entries(JSON.parse(line) as object);
  return JSON.stringify(Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** pino before 10.4 throws at a field named `__proto__` where nothing protects it. */
function throwsInPino(id: string): boolean {
  return id === 'B1' && /^10\.[0-3]\./.test(pino.version);
}
