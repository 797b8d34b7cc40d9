import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino, type Logger, type TransportTargetOptions } from 'pino';
import { pinoHttp } from 'pino-http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { CANARY, expectLeak, expectNoLeak } from './canary.js';
import { structural } from './pino-vectors.js';
import { policy } from './policy.js';
import { inFolder, TARGET, type ThreadStream, throughWorker } from './worker.js';

describe('structure through the transport', () => {
  for (const { id, claim, options, drive, arrives } of structural) {
    it(`${id}: ${claim}`, async () => {
      const messageKey = options?.messageKey ?? 'msg';
      const output = await throughWorker(
        { ...(options === undefined ? {} : { options }), transport: { policy, messageKey } },
        (log) => {
          expect(() => {
            drive(log);
          }).not.toThrow();
        },
      );
      expectNoLeak(output);
      for (const text of arrives) expect(output).toContain(text);
    });
  }
});

describe('P13 lines that are not JSON', () => {
  const write = (_: Logger, stream: ThreadStream) => {
    stream.write(`Server listening, token ${CANARY}\n`);
    stream.write(`["${CANARY}"]\n`);
    stream.write(`{"level":30,"secret":"${CANARY}\n`);
    stream.write(`{"level":30,"latencyMs":1,"secret":"${CANARY}"}\n`);
  };

  it('P13: become placeholders, and the lines after them arrive', async () => {
    const output = await throughWorker({ transport: { policy } }, write);
    expectNoLeak(output);
    expect(output.match(/ERR_LOGSIEVE_NOT_JSON/g)).toHaveLength(3);
    expect(output).toContain('"latencyMs":1');
  });

  it('P13 leaks without logsieve: file targets pass them through', async () => {
    await inFolder(async (folder) => {
      const destination = join(folder, 'raw.log');
      const stream = pino.transport({
        target: 'pino/file',
        options: { destination },
      });
      await once(stream, 'ready');
      write(pino(), stream);
      stream.end();
      await once(stream, 'close');
      expectLeak(readFileSync(destination, 'utf8'));
    });
  });
});

describe('P16 through the transport', () => {
  it('P16: what pino-http logs by default loses credentials, tokens and addresses', async () => {
    const secret = encodeURIComponent(CANARY);
    const output = await throughWorker({ transport: { policy } }, async (logger) => {
      const log = pinoHttp({ logger });
      const server = createServer((request, response) => {
        log(request, response);
        response.writeHead(201, { 'set-cookie': secret }).end();
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const headers = { authorization: `Bearer ${secret}`, cookie: secret, 'x-api-key': secret };
      await (await fetch(`http://127.0.0.1:${port}/a/${secret}?token=${secret}`, { headers })).text();
      server.close();
    });
    expectNoLeak(output);
    expect(output).toContain('"statusCode":201');
  });
});

describe('what a transport cannot see, as documented', () => {
  it('P1 and P2: values are in the message before it gets here; detectors find what they know, and only that', async () => {
    const output = await throughWorker({ transport: { policy } }, (log) => {
      log.info('mail from %s', 'ada@example.com');
      log.info('u %j', { user: { password: CANARY } });
    });
    expect(output).toContain('"msg":"mail from [email]"');
    // The detector for assigned passwords knows this shape.
    expectNoLeak(output);
  });

  it('P1: a value without a shape passes in the message, and is gone under "message": "remove"', async () => {
    const drive = (log: Logger) => {
      log.info('the user wrote %s', CANARY);
    };
    expectLeak(await throughWorker({ transport: { policy } }, drive));
    expectNoLeak(await throughWorker({ transport: { policy: { ...policy, message: 'remove' } } }, drive));
  });

  it('P10: a metadata destination beside it gets the raw record', () => {
    const told: unknown[] = [];
    const sink = {
      [Symbol.for('pino.metadata')]: true,
      write() {
        told.push((this as { lastObj?: unknown }).lastObj);
      },
    };
    pino({}, sink).info({ secret: CANARY }, 'x');
    expectLeak(told);
  });

  it('P12: a sibling target gets the raw line', async () => {
    await inFolder(async (folder) => {
      const [own, sibling] = [join(folder, 'own.log'), join(folder, 'sibling.log')];
      const targets = [
        { target: TARGET, options: { policy, destination: own } },
        { target: 'pino/file', options: { destination: sibling } },
      ];
      const stream = pino.transport({ targets: targets as TransportTargetOptions[] });
      await once(stream, 'ready');
      pino({}, stream).info({ latencyMs: 1, secret: CANARY }, 'x');
      stream.end();
      await once(stream, 'close');
      expectNoLeak(readFileSync(own, 'utf8'));
      expect(readFileSync(own, 'utf8')).toContain('"latencyMs":1');
      expectLeak(readFileSync(sibling, 'utf8'));
    });
  });

  it('P12: its own targets all get redacted lines, each under its profile', async () => {
    await inFolder(async (folder) => {
      const [one, two] = [join(folder, 'one.log'), join(folder, 'two.log')];
      const profiles = { strict: { fields: { user: 'remove' }, message: 'remove' } } as const;
      const targets = [{ destination: one }, { destination: two, profile: 'strict' }];
      const stream = pino.transport({
        target: TARGET,
        options: { policy: { ...policy, profiles }, targets },
      });
      await once(stream, 'ready');
      pino({}, stream).info({ latencyMs: 1, user: { id: 'u-1' }, secret: CANARY }, 'hello');
      stream.end();
      await once(stream, 'close');
      expectNoLeak([readFileSync(one, 'utf8'), readFileSync(two, 'utf8')]);
      expect(readFileSync(one, 'utf8')).toContain('"user":{"id":"u-1"},"msg":"hello"}');
      expect(readFileSync(two, 'utf8')).toMatch(/"latencyMs":1\}\n$/);
    });
  });

  it('P14: a getter throws into the application before a line is there', () => {
    const log = pino({}, { write: () => undefined });
    const record = Object.defineProperty({}, 'note', {
      enumerable: true,
      get: () => {
        throw new Error(CANARY);
      },
    });
    expect(() => {
      log.info(record);
    }).toThrow(CANARY);
  });

  it('P14: a policy that cannot be used ends the worker with all issues in the message', async () => {
    const fields = { a: { keep: 'nothing' }, 'b..c': { keep: 'token' } };
    const stream = pino.transport({ target: TARGET, options: { policy: { logsieve: 1, fields } } });
    const [error] = (await once(stream, 'error')) as [Error];
    expect(error.message).toContain('2 issues');
    expect(error.message).toContain('fields');
  });
});
