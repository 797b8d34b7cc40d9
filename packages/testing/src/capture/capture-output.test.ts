import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { findLeaks } from '../search/find-leaks.js';
import { captureFiles } from './capture-files.js';
import { captureOutput } from './capture-output.js';

const folder = mkdtempSync(join(tmpdir(), 'logsieve-testing-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const CANARY = 'tibodakeCanaryrovumila';
const node = (code: string, options = {}) =>
  captureOutput(process.execPath, ['-e', code], { cwd: folder, ...options });

const SERVER = `
  const server = require('node:http').createServer((request, response) => {
    console.log(JSON.stringify({ level: process.env.LOG_LEVEL, url: request.url }));
    require('node:fs').appendFileSync('app.log', request.headers.secret + '\\n');
    response.end('ok');
  });
  server.listen(0, '127.0.0.1', () => console.error('listening on', server.address().port));
  if (process.env.STUBBORN) process.on('SIGTERM', () => {});
`;

describe('captureOutput', () => {
  it('gives what a command printed on both streams, and its exit code', async () => {
    const output = await node(`console.log('{"a":1}'); console.error('error text'); process.exitCode = 3`);
    expect(output).toMatchObject({ stdout: '{"a":1}\n', stderr: 'error text\n', code: 3 });
    expect(output.lines).toEqual(['{"a":1}', 'error text']);
    expect(output.records).toEqual([{ a: 1 }]);
    expect(findLeaks(await node(`console.error('${CANARY}')`), [CANARY])[0]?.place).toBe(
      'stderr, line 1, byte 1',
    );
  });

  it('starts a service, drives it, ends it, and reads its files', async () => {
    const output = await node(SERVER, {
      env: { LOG_LEVEL: 'debug' },
      files: ['app.log'],
      drive: async (service: { waitFor: (pattern: RegExp) => Promise<RegExpMatchArray> }) => {
        const [, port] = await service.waitFor(/listening on (\d+)/g);
        await fetch(`http://127.0.0.1:${port ?? ''}/a`, { headers: { secret: CANARY } });
      },
    });
    expect(output.records).toEqual([{ level: 'debug', url: '/a' }]);
    expect(output.text).toContain(CANARY);
    expect(findLeaks(output, [CANARY])).toMatchObject([
      { place: `${join(folder, 'app.log')}, line 1, byte 1` },
    ]);
  });

  it('ends a service that does not heed SIGTERM', async () => {
    const output = await node(SERVER, {
      env: { STUBBORN: '1' },
      drive: (service: { waitFor: (pattern: RegExp) => Promise<unknown> }) => service.waitFor(/listening/),
    });
    expect(output.code).toBeNull();
  });

  it('says why there is nothing to read, and nothing of what was printed', async () => {
    const waits = { drive: (service: { waitFor: (pattern: RegExp) => unknown }) => service.waitFor(/never/) };
    await expect(node(`console.log('${CANARY}')`, waits)).rejects.toThrow(
      'the command ended with code 0 after 1 lines, none of which matched /never/',
    );
    await expect(
      node(`console.log('${CANARY}'); setInterval(() => {}, 1000)`, { timeoutMs: 300 }),
    ).rejects.toThrow(/^the command was not done within 300 ms, and printed \d lines$/);
    await expect(captureOutput(join(folder, 'no-such-command'))).rejects.toThrow('ENOENT');
    await expect(captureOutput(join(folder, 'no-such-command'), [], { drive: () => 1 })).rejects.toThrow(
      'ENOENT',
    );
    await expect(node(SERVER, { drive: () => Promise.reject(new Error('mine')) })).rejects.toThrow('mine');
  });
});

describe('captureFiles', () => {
  it('refuses an option that it does not know: files that are not searched show no leak', async () => {
    await expect(node('', { file: ['app.log'] })).rejects.toThrow('did you mean files?');
  });

  it('reads files and folders, and opens gzip', () => {
    const logs = join(folder, 'logs', 'old');
    mkdirSync(logs, { recursive: true });
    writeFileSync(join(logs, 'a.log.gz'), gzipSync(`{"a":"${CANARY}"}\n`));
    writeFileSync(join(folder, 'logs', 'b.log'), '{"b":1}\n');
    const output = captureFiles(join(folder, 'logs'));
    expect(output.records).toEqual([{ b: 1 }, { a: CANARY }]);
    expect(findLeaks(output, [CANARY])).toMatchObject([
      { place: `${join(logs, 'a.log.gz')}, line 1, byte 7` },
    ]);
    expect(() => captureFiles(join(folder, 'none'))).toThrow('ENOENT');
  });
});
