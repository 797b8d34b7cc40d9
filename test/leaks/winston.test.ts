import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { logsieve } from '@logsieve/winston';
import winston, { type Logger } from 'winston';
import { describe, expect, it } from 'vitest';
import { CANARY, expectLeak, expectNoLeak } from './canary.js';
import { MemoryTransport } from './memory-transport.js';
import { policy } from './policy.js';
import { vectors } from './winston-vectors.js';
import { inFolder } from './worker.js';

for (const { id, claim, options, drive, arrives, noControl } of vectors) {
  describe(`${id} through winston`, () => {
    it(`${id}: ${claim}`, () => {
      const transport = new MemoryTransport();
      const log = logsieve(winston.createLogger({ ...options, transports: [transport] }), { policy });
      const heard: unknown[] = [];
      log.on('data', (info) => heard.push(info));
      expect(() => {
        drive(log);
      }).not.toThrow();
      expectNoLeak([transport.infos, heard]);
      for (const text of arrives) expect(transport.text).toContain(text);
    });

    if (noControl === undefined) {
      it(`${id} leaks without logsieve: ${claim}`, () => {
        const transport = new MemoryTransport();
        const out: unknown[] = [transport.infos];
        try {
          drive(winston.createLogger({ ...options, transports: [transport] }));
        } catch (error) {
          // What is thrown into the application is out, too.
          out.push(String(error));
        }
        expectLeak(out);
      });
    }
  });
}

describe('W2 what reads infos', () => {
  const printsAll = winston.format.printf((info) => {
    const splat = (info as Record<symbol, unknown>)[Symbol.for('splat')];
    return `${info.level} ${String(info.message)} ${JSON.stringify(info)} ${JSON.stringify(splat)}`;
  });
  const drive = (log: Logger) => {
    log.info('hello %s', CANARY, { latencyMs: 1, secret: CANARY });
  };

  it('W2: render gets the redacted info, without SPLAT', () => {
    const transport = new MemoryTransport();
    drive(logsieve(winston.createLogger({ transports: [transport] }), { policy, render: printsAll }));
    expectNoLeak(transport.infos);
    expect(transport.text).toMatch(/^info hello %s \{.*\} undefined\n$/);
  });

  it('W4: so does the format of a transport', () => {
    const transport = new MemoryTransport({ format: printsAll });
    const format = winston.format.combine(winston.format.splat(), winston.format.json());
    drive(logsieve(winston.createLogger({ format, transports: [transport] }), { policy }));
    expectNoLeak(transport.infos);
    expect(transport.text).toContain('"latencyMs":1');
  });

  it('W4 leaks without logsieve: a transport prints what it finds', () => {
    const transport = new MemoryTransport({ format: printsAll });
    drive(winston.createLogger({ transports: [transport] }));
    expectLeak(transport.text);
  });

  it('W2: a stream piped from the logger gets redacted infos', () => {
    const log = logsieve(winston.createLogger({ transports: [new MemoryTransport()] }), { policy });
    const second = new MemoryTransport();
    log.pipe(second);
    drive(log);
    expectNoLeak(second.infos);
    expect(second.infos).toHaveLength(1);
  });
});

describe('W6 exceptions and rejections', () => {
  it.each(['exception', 'rejection'])(
    'W6: an uncaught %s shows neither message, stack, arguments nor folder',
    async (kind) => {
      const { file, printed } = await runProcess(kind, 'protected');
      expectNoLeak([file, printed]);
      expect(file).toContain('"type":"TypeError"');
      expect(file).not.toContain('process.argv');
      expect(file.trimEnd().split('\n')).toHaveLength(1);
    },
  );

  it.each(['exception', 'rejection'])('W6 leaks without logsieve: an uncaught %s shows all', async (kind) => {
    const { file, printed } = await runProcess(kind, 'plain');
    expectLeak([file, printed]);
  });
});

describe('W7 no transports', () => {
  it('W7: what winston prints to stderr has nothing raw', async () => {
    const { printed } = await runProcess('no-transports', 'protected');
    expectNoLeak(printed);
  });

  it('W7 leaks without logsieve: winston prints the raw info', async () => {
    const { printed } = await runProcess('no-transports', 'plain');
    expectLeak(printed);
  });
});

describe('W8 the objects of the caller', () => {
  const meta = () => ({ latencyMs: 1, secret: CANARY, user: { id: 'u-1', password: CANARY } });
  const use = (log: Logger, given: ReturnType<typeof meta>, entry: object) => {
    log.info('x', given);
    log.log(entry as never);
    log.info(entry as never);
    log.child(given).info('y');
    log.log('info', given as never);
    log.startTimer().done({ message: 'timed', ...given });
    log.startTimer().done(entry as never);
  };

  it('W8: stay as they were, and may be frozen', () => {
    const transport = new MemoryTransport();
    const log = logsieve(winston.createLogger({ transports: [transport] }), { policy });
    const [given, entry] = [meta(), { level: 'info', message: 'z', ...meta() }];
    use(log, given, entry);
    expect(given).toStrictEqual(meta());
    expect(Reflect.ownKeys(given)).toEqual(Reflect.ownKeys(meta()));
    expect(Reflect.ownKeys(entry)).toEqual(['level', 'message', ...Reflect.ownKeys(meta())]);
    expect(() => {
      use(log, Object.freeze(meta()), Object.freeze(entry));
    }).not.toThrow();
    expect(transport.infos).toHaveLength(14);
    for (const info of transport.infos) expect(info).not.toBe(entry);
    expectNoLeak(transport.infos);
  });

  it('W8 without logsieve: winston writes onto them', () => {
    const given = meta();
    winston.createLogger({ transports: [new MemoryTransport()] }).log('info', given as never);
    expect(Reflect.ownKeys(given)).not.toEqual(Reflect.ownKeys(meta()));
  });

  it('W8: no transport sees what another one writes onto an info', () => {
    const [first, second] = [new MemoryTransport(), new MemoryTransport()];
    const log = logsieve(winston.createLogger({ transports: [first, second] }), { policy });
    log.info('x', { latencyMs: 1 });
    expect(first.infos[0]).not.toBe(second.infos[0]);
  });
});

describe('W10 transports and loggers that come later', () => {
  const drive = (log: Logger) => {
    log.info('later', { latencyMs: 1, secret: CANARY });
  };
  const check = (transport: MemoryTransport) => {
    expectNoLeak(transport.infos);
    expect(transport.text).toContain('"latencyMs":1');
  };
  const protectedLogger = () =>
    logsieve(winston.createLogger({ transports: [new MemoryTransport()] }), { policy });

  it('W10: a transport added later is protected', () => {
    const [log, transport] = [protectedLogger(), new MemoryTransport()];
    log.add(transport);
    drive(log);
    check(transport);
  });

  it('W10: a transport added after clear() is protected', () => {
    const [log, transport] = [protectedLogger(), new MemoryTransport()];
    log.clear().add(transport);
    drive(log);
    check(transport);
  });

  it('W10: a transport that configure() brings along is protected', () => {
    const [log, transport] = [protectedLogger(), new MemoryTransport()];
    log.configure({ transports: [transport], format: winston.format.json() });
    drive(log);
    drive(log.child({ session: CANARY }));
    check(transport);
  });

  it('W10: a transport with a format of its own is protected', () => {
    const [log, transport] = [protectedLogger(), new MemoryTransport({ format: winston.format.json() })];
    log.add(transport);
    drive(log);
    check(transport);
  });

  it('W10: a child made before is protected', () => {
    const transport = new MemoryTransport();
    const root = winston.createLogger({ transports: [transport] });
    const child = root.child({ session: CANARY });
    logsieve(root, { policy });
    drive(child);
    check(transport);
  });

  it('W10: loggers of a container are protected, present and future', () => {
    const container = new winston.Container();
    const [before, after] = [new MemoryTransport(), new MemoryTransport()];
    container.add('before', { transports: [before] });
    logsieve(container, { policy });
    container.add('after', { transports: [after] });
    drive(container.get('before'));
    drive(container.get('after'));
    check(before);
    check(after);
  });

  it('W10: the default logger is protected', () => {
    const transport = new MemoryTransport();
    logsieve(winston, { policy });
    winston.add(transport);
    winston.info('default', { latencyMs: 1, secret: CANARY });
    winston.log('info', 'default %s', CANARY);
    winston.clear();
    check(transport);
  });

  it('W10 leaks without logsieve: each of them gets raw infos', () => {
    const transport = new MemoryTransport();
    drive(winston.createLogger().add(transport));
    expectLeak(transport.infos);
  });
});

describe('W9 faults around the record', () => {
  class Broken extends MemoryTransport {
    override log(): void {
      throw new Error(CANARY);
    }
  }
  const callsOn = (log: Logger) => () => {
    log.info('one', { latencyMs: 1 });
    log.info('two', { latencyMs: 2 });
  };

  it('W9: a transport that throws takes neither the application nor other transports along', () => {
    const healthy = new MemoryTransport();
    const log = logsieve(winston.createLogger({ transports: [new Broken(), healthy] }), { policy });
    expect(callsOn(log)).not.toThrow();
    expect(healthy.infos).toHaveLength(2);
  });

  it('W9: so does one that was added later', () => {
    const healthy = new MemoryTransport();
    const log = logsieve(winston.createLogger({ transports: [new MemoryTransport()] }), { policy });
    log.add(new Broken());
    log.add(healthy);
    expect(callsOn(log)).not.toThrow();
    expect(healthy.infos).toHaveLength(2);
  });

  it('W9: a listener that throws does not get into the application', () => {
    const log = logsieve(winston.createLogger({ transports: [new MemoryTransport()] }), { policy });
    log.on('data', () => {
      throw new Error(CANARY);
    });
    expect(callsOn(log)).not.toThrow();
  });

  it('W9 without logsieve: the application sees the exception of the transport', () => {
    expect(callsOn(winston.createLogger({ transports: [new Broken()] }))).toThrow(CANARY);
  });
});

describe('W10 straight to write()', () => {
  const LEVEL = Symbol.for('level');
  const drive = (log: Logger) => {
    const info = { level: 'info', [LEVEL]: 'info', message: 'written', latencyMs: 1, secret: CANARY };
    log.write(Object.assign(info, { [Symbol.for('splat')]: [CANARY] }));
  };

  it('W10: what is written as to a stream is redacted, a child or not', () => {
    const transport = new MemoryTransport();
    const log = logsieve(winston.createLogger({ transports: [transport] }), { policy });
    drive(log);
    drive(log.child({ session: CANARY }));
    expectNoLeak(transport.infos);
    expect(transport.text.match(/"latencyMs":1,"message":"written"/g)).toHaveLength(2);
  });

  it('W10: what cannot be looked at does not get into the application', () => {
    const log = logsieve(winston.createLogger({ transports: [new MemoryTransport()] }), { policy });
    const fail = () => {
      throw new Error(CANARY);
    };
    expect(() =>
      log.write(new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail })),
    ).not.toThrow();
  });

  it('W10 leaks without logsieve: what is written as to a stream', () => {
    const transport = new MemoryTransport();
    drive(winston.createLogger({ transports: [transport] }));
    expectLeak(transport.infos);
  });
});

describe('W14 flags in user data', () => {
  it.each(['exception', 'rejection'])('W14: a field called %s does not suppress the record', (flag) => {
    const transport = new MemoryTransport();
    const log = logsieve(winston.createLogger({ transports: [transport] }), { policy });
    log.info('shown', { [flag]: true, latencyMs: 1, secret: CANARY });
    expectNoLeak(transport.infos);
    expect(transport.text).toContain('"latencyMs":1');
  });

  it.each(['exception', 'rejection'])('W14: nor does it where the policy lists %s', (flag) => {
    const transport = new MemoryTransport();
    const fields = { [flag]: { keep: 'boolean' as const } };
    const log = logsieve(winston.createLogger({ transports: [transport] }), {
      policy: { logsieve: 1, fields },
    });
    log.info('shown', { [flag]: true, latencyMs: 1 });
    expect(transport.text).toContain('"latencyMs":1');
  });

  it('W14 without logsieve: the record is suppressed', () => {
    const transport = new MemoryTransport();
    winston.createLogger({ transports: [transport] }).info('shown', { exception: true });
    expect(transport.infos).toHaveLength(0);
  });
});

describe('W15 reading logs back', () => {
  const read = (guard: (logger: Logger) => Logger) =>
    inFolder(async (folder) => {
      const file = new winston.transports.File({ filename: join(folder, 'app.log') });
      const log = guard(winston.createLogger({ transports: [file] }));
      const streamed: unknown[] = [];
      log.stream({ start: -1 }).on('log', (info) => streamed.push(info));
      log.info('kept', { latencyMs: 1, secret: CANARY });
      await new Promise((done) => setTimeout(done, 100));
      const queried = await new Promise((done) => {
        log.query({ fields: undefined } as never, (_, results) => {
          done(results);
        });
      });
      await new Promise((done) => setTimeout(done, 1200));
      const finished = once(file, 'finish');
      log.end();
      await finished;
      return { streamed, queried, file: readFileSync(join(folder, 'app.log'), 'utf8') };
    });

  it('W15: query() and stream() give redacted records', async () => {
    const result = await read((log) => logsieve(log, { policy }));
    expectNoLeak(result);
    expect(result.queried).toMatchObject({ file: [{ latencyMs: 1 }] });
    expect(result.streamed).toMatchObject([{ latencyMs: 1 }]);
  });

  it('W15 leaks without logsieve: they give the raw ones', async () => {
    const { streamed, queried } = await read((log) => log);
    expectLeak(streamed);
    expectLeak(queried);
  });
});

/** Runs `winston-process.js` in a process of its own; gives its log file and all it printed. */
function runProcess(scene: string, guard: 'protected' | 'plain') {
  return inFolder(async (folder) => {
    const script = fileURLToPath(new URL('./winston-process.js', import.meta.url));
    const path = join(folder, 'out.log');
    const child = spawn(process.execPath, [script, scene, guard, path, `--db-password=${CANARY}`], {
      cwd: folder,
    });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    await once(child, 'close');
    return { printed, file: scene === 'no-transports' ? '' : readFileSync(path, 'utf8') };
  });
}
