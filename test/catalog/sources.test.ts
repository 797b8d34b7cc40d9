/** What is recognized of real sources: the examples, and packages as they come from the registry. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Writable } from 'node:stream';
import { extractMessages } from '@logsieve/catalog';
import { counters, logsieve } from '@logsieve/pino';
import fastify from 'fastify';
import pino from 'pino';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folderOf = (path: string) => realpathSync(`${root}${path}`);

const SOURCES: readonly [string, string, string[], number][] = [
  ['the examples', 'examples', ['**/*.js', '**/*.ts'], 100],
  ['fastify', 'node_modules/fastify', ['*.js', 'lib/**/*.js'], 80],
  ['pino-http', 'node_modules/pino-http', ['logger.js'], 50],
  ['newrelic', 'test/ecosystem/node_modules/newrelic', ['*.js', 'api/**/*.js', 'lib/**/*.js'], 98],
];

describe('of the log calls of', () => {
  it.each(SOURCES)('%s, most messages are recognized', (name, path, globs, atLeast) => {
    const { calls, unrecognized, catalog } = extractMessages(globs, {
      cwd: folderOf(path),
      ignore: ['**/node_modules/**'],
    });
    const share = Math.floor((100 * (calls - unrecognized.length)) / calls);
    console.log(`${name}: ${share} % of ${calls} log calls recognized, ${catalog.messages.length} texts`);
    expect(share).toBeGreaterThanOrEqual(atLeast);
  });
});

it('a service that logs through fastify misses nothing that its source tells', async () => {
  const framework = extractMessages(['lib/**/*.js'], { cwd: folderOf('node_modules/fastify') });
  const lines: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  const log = logsieve(pino(stream), { policy: { logsieve: 1, message: { catalog: framework.catalog } } });
  const app = fastify({ loggerInstance: log });
  app.get('/users/:name', (request) => ({ name: (request.params as { name: string }).name }));
  await app.inject('/users/ada');
  await app.inject('/nowhere/ada');
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    'incoming request',
    'request completed',
    'incoming request',
    'Route …:… not found',
    'request completed',
  ]);
  expect(counters(log)).toMatchObject({ missed: 0 });
  log.info('hello, ada');
  expect(counters(log)).toMatchObject({ missed: 1 });
});
