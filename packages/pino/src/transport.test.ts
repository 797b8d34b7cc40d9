import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PolicyDocument } from '@logsieve/core';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import transport from './index.js';

// A worker thread loads built code only.
const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const TARGET = join(PACKAGE, 'dist/index.js');
const CANARY = 'canary-04ab9e';
const POLICY: PolicyDocument = {
  logsieve: 1,
  fields: { ok: { keep: 'integer' }, 'user.id': { keep: 'token' }, err: { keep: 'error' } },
  profiles: { strict: { fields: { user: 'remove' } } },
  limits: { lineBytes: 1024 },
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'logsieve-pino-'));
  if (!existsSync(TARGET)) execFileSync('npx', ['tsc', '-b', PACKAGE]);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let files = 0;
const file = (): string => join(folder, `${String(files++)}.log`);
const records = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** Writes through a worker, and waits until it is done. */
async function through(
  options: unknown,
  use: (log: pino.Logger, raw: (text: string | Buffer) => void) => void,
) {
  const stream = pino.transport(options as pino.TransportSingleOptions);
  const failed = once(stream, 'error').then(([error]) => {
    throw error as Error;
  });
  await Promise.race([once(stream, 'ready'), failed]);
  use(pino({ base: null }, stream), (text) => void stream.write(text as string));
  const closed = once(stream, 'close');
  stream.end();
  await Promise.race([closed, failed]);
}

const said = (log: pino.Logger) => {
  log.info({ ok: 1, user: { id: 'u1', name: CANARY } }, 'hello');
  log.error(new TypeError(CANARY));
};

describe('the transport', () => {
  it('writes redacted lines to the file it owns', async () => {
    const destination = join(folder, 'made', 'a.log');
    await through({ target: TARGET, options: { policy: POLICY, destination, mkdir: true } }, said);
    expect(records(destination)).toMatchObject([
      { level: 30, ok: 1, user: { id: 'u1' }, msg: 'hello' },
      { level: 50, err: { type: 'TypeError' }, msg: 'TypeError' },
    ]);
    expect(readFileSync(destination, 'utf8')).not.toContain(CANARY);
  });

  it('adds to a file, or replaces it where append is false', async () => {
    const destination = file();
    writeFileSync(destination, '{"before":1}\n');
    await through({ target: TARGET, options: { policy: POLICY, destination } }, said);
    expect(records(destination)).toHaveLength(3);
    await through({ target: TARGET, options: { policy: POLICY, destination, append: false } }, said);
    expect(records(destination)).toHaveLength(2);
  });

  it("writes to each of its targets under that target's profile", async () => {
    const [plain, strict] = [file(), file()];
    const targets = [{ destination: plain }, { destination: strict, profile: 'strict' }];
    await through({ target: TARGET, options: { policy: POLICY, targets } }, (log, raw) => {
      said(log);
      raw('no json\n');
    });
    expect(records(plain)[0]).toMatchObject({ ok: 1, user: { id: 'u1' } });
    expect(records(strict)[0]).toMatchObject({ ok: 1, msg: 'hello' });
    expect(records(strict)[0]).not.toHaveProperty('user');
    for (const path of [plain, strict]) {
      expect(records(path)[2]).toEqual({ _logsieve: { error: 'ERR_LOGSIEVE_NOT_JSON' } });
      expect(readFileSync(path, 'utf8')).not.toContain(CANARY);
    }
  });

  it('is a step of a pipeline before another target', async () => {
    const destination = file();
    const steps = [
      { target: TARGET, options: { policy: POLICY } },
      { target: 'pino/file', options: { destination } },
    ];
    await through({ pipeline: steps }, said);
    expect(records(destination)).toMatchObject([{ ok: 1, msg: 'hello' }, { level: 50 }]);
    expect(readFileSync(destination, 'utf8')).not.toContain(CANARY);
  });

  it('owns a destination as the last step of a pipeline, and beside other pipelines', async () => {
    const [first, second] = [file(), file()];
    const step = { target: TARGET, options: { policy: POLICY } };
    const last = { target: TARGET, options: { policy: POLICY, profile: 'strict', destination: second } };
    await through(
      {
        targets: [
          { pipeline: [step, last] },
          { target: TARGET, options: { policy: POLICY, destination: first } },
        ],
      },
      said,
    );
    expect(records(first)[0]).toMatchObject({ ok: 1, user: { id: 'u1' } });
    expect(records(second)[0]).toMatchObject({ ok: 1, msg: 'hello' });
    expect(records(second)[0]).not.toHaveProperty('user');
  });

  it('refuses options that a step of a pipeline shares with a target: it could not tell which of them it is', async () => {
    const options = { policy: POLICY, destination: file() };
    const step = { target: TARGET, options };
    const next = { target: 'pino/file', options: { destination: file() } };
    for (const other of [step, { pipeline: [step] }]) {
      const targets = [{ pipeline: [step, next] }, other];
      await expect(through({ targets }, said)).rejects.toThrow('share one object for their options');
    }
  });

  it('puts a placeholder for each line that is not one JSON object', async () => {
    const destination = file();
    const lines = [
      `${CANARY} not json`,
      `{"ok":1`,
      '[1]',
      '"x"',
      'null',
      '1',
      '',
      '{"ok":1}{"ok":2}',
      '{"ok":3}',
    ];
    await through({ target: TARGET, options: { policy: POLICY, destination } }, (_, raw) => {
      raw(`${lines.join('\n')}\n`);
      raw(Buffer.from([0x7b, 0xff, 0xfe, 0x0a]));
    });
    const faults = records(destination).filter((record) => '_logsieve' in record);
    expect(faults).toHaveLength(lines.length);
    expect(records(destination)).toContainEqual({ ok: 3 });
    expect(readFileSync(destination, 'utf8')).not.toContain(CANARY);
  });

  it('puts a placeholder for a line over the limit, with or without an end, and goes on', async () => {
    const destination = file();
    await through({ target: TARGET, options: { policy: POLICY, destination } }, (_, raw) => {
      raw(`{"ok":1,"x":"${CANARY.repeat(1000)}"}\n`);
      raw('{"ok":2}\n');
      for (let i = 0; i < 100; i++) raw(CANARY.repeat(1000));
    });
    const tooLong = { _logsieve: { error: 'ERR_LOGSIEVE_LINE_TOO_LONG' } };
    expect(records(destination)).toEqual([tooLong, { ok: 2 }, tooLong]);
    expect(readFileSync(destination, 'utf8')).not.toContain(CANARY);
  });

  it('lets each of its targets judge by its own limit what is too long', async () => {
    const [short, long] = [file(), file()];
    const policy = { ...POLICY, profiles: { short: { limits: { lineBytes: 256 } } } };
    const targets = [{ destination: short, profile: 'short' }, { destination: long }];
    await through({ target: TARGET, options: { policy, targets } }, (_, raw) => {
      raw(`{"ok":1,"x":"${'x'.repeat(500)}"}\n`);
      raw(`{"ok":2,"x":"${'x'.repeat(2000)}"}\n`);
      raw('{"ok":3}\n');
    });
    const tooLong = { _logsieve: { error: 'ERR_LOGSIEVE_LINE_TOO_LONG' } };
    expect(records(short)).toEqual([tooLong, tooLong, { ok: 3 }]);
    expect(records(long)).toEqual([{ ok: 1 }, tooLong, { ok: 3 }]);
  });

  it('knows the message under another key', async () => {
    const destination = file();
    await through(
      { target: TARGET, options: { policy: POLICY, destination, messageKey: 'text' } },
      (_, raw) => {
        raw(`{"text":"mail jane@example.com","msg":"${CANARY}"}\n`);
      },
    );
    expect(records(destination)).toEqual([{ text: 'mail [email]' }]);
  });

  it('loses no line, however many', async () => {
    const destination = file();
    const count = 20_000;
    await through({ target: TARGET, options: { policy: POLICY, destination } }, (log) => {
      for (let i = 0; i < count; i++) log.info({ ok: i, x: CANARY });
    });
    expect(records(destination).map((record) => record['ok'])).toEqual(
      Array.from({ length: count }, (_, i) => i),
    );
  });

  it('loses no line when the process ends', async () => {
    const destination = file();
    const options = { policy: POLICY, destination };
    const program = `
      import { pino } from 'pino';
      const log = pino({ transport: { target: ${JSON.stringify(TARGET)}, options: ${JSON.stringify(options)} } });
      for (let i = 0; i < 2000; i++) log.info({ ok: i });
      process.exit(0);`;
    await once(spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: PACKAGE }), 'exit');
    expect(records(destination)).toHaveLength(2000);
  });

  it('writes to standard output by default', async () => {
    const program = `
      import { pino } from 'pino';
      pino({ transport: { target: ${JSON.stringify(TARGET)}, options: ${JSON.stringify({ policy: POLICY })} } }).info({ ok: 1, x: '${CANARY}' });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: PACKAGE });
    let out = '';
    child.stdout.on('data', (chunk) => (out += String(chunk)));
    await once(child, 'close');
    expect(JSON.parse(out)).toMatchObject({ ok: 1 });
    expect(out).not.toContain(CANARY);
  });

  it('fails at start with every issue of the policy in the message that the main thread sees', async () => {
    const policy = { logsieve: 1, fields: { a: { keep: 'nothing' }, 'b..c': { keep: 'integer' } } };
    await expect(through({ target: TARGET, options: { policy } }, () => undefined)).rejects.toThrow(
      /2 issues[^]*a[^]*b\.\.c/,
    );
  });

  it('fails at start where its file cannot be opened', async () => {
    const options = { policy: POLICY, destination: join(folder, 'missing', 'a.log') };
    await expect(through({ target: TARGET, options }, () => undefined)).rejects.toThrow('ENOENT');
  });
});

describe('the default export', () => {
  it('says what to write when it is called like the wrapper', () => {
    expect(() => transport(pino({ enabled: false }) as never)).toThrow(
      "import { logsieve } from '@logsieve/pino'",
    );
  });

  it.each([
    [{ polici: {} }, 'polici'],
    [{ destination: {} }, 'options.destination'],
    [{ append: 1 }, 'options.append'],
    [{ mkdir: 'x' }, 'options.mkdir'],
    [{ messageKey: 1 }, 'options.messageKey'],
    [{ discover: 'no' }, 'options.discover'],
    [{ profile: null }, 'options.profile'],
    [{ policy: 1 }, 'options.policy'],
    [{ targets: [] }, 'options.targets'],
    [{ targets: [{ profile: null }] }, 'options.targets[0].profile'],
    [{ targets: [{}, null] }, 'options.targets[1]'],
    [{ targets: [{ policy: {} }] }, 'policy'],
    [{ targets: [{}], destination: 'x' }, 'destination'],
    [null, 'options'],
  ])('refuses the options %j', (options, named) => {
    expect(() => transport(options as never)).toThrow(named);
    expect(() => transport(options as never)).toThrow(
      expect.objectContaining({ code: 'ERR_LOGSIEVE_OPTIONS' }) as Error,
    );
  });
});
