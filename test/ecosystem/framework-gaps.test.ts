import { afterAll, describe, expect, it } from 'vitest';
import { placesIn } from './canaries.js';
import { expectClean } from './expect.js';
import { cleanUp, here, type RunOptions, runProgram } from './program.js';
import { browse } from './traffic.js';

/** A line of a program of the page that keeps something in, and what gets out where it is missing. */
interface Gap {
  readonly claim: string;
  readonly program: string;
  readonly options: Pick<RunOptions, 'service' | 'files'>;
  readonly missing: RegExp;
  readonly instead?: string;
  readonly stream: 'stdout' | 'stderr';
  readonly shows: readonly string[];
}

const from = (file: string, call: string) => ({
  service: `(await import('${here}services/${file}.js')).${call};`,
});
const winston = from('express', 'winstonRoutes(app, log)');
const nest = { files: { 'shop.controller.js': `export { ShopController } from '${here}services/nest.js';` } };

const GAPS: readonly Gap[] = [
  {
    claim: 'Express prints what no error handler takes to stderr',
    program: 'express-pino-http.js',
    options: from('express', 'routes(app)'),
    missing: /^app\.use\(\(err[^]*?^\}\);$/m,
    stream: 'stderr',
    shows: ['message', 'cause', 'detail'],
  },
  {
    claim: 'Koa prints errors that nobody listens to to stderr',
    program: 'koa.js',
    options: from('koa', 'routes(app)'),
    missing: /^app\.on\('error'.*$/m,
    stream: 'stderr',
    shows: ['message'],
  },
  {
    claim: 'Hono prints what no error handler takes to stderr',
    program: 'hono.js',
    options: from('hono', 'routes(app)'),
    missing: /^app\.onError.*$/m,
    stream: 'stderr',
    shows: ['message', 'cause', 'detail'],
  },
  {
    claim: "hono-pino makes an error's text the message of a record that does not hold the error",
    program: 'hono.js',
    options: from('hono', 'routes(app)'),
    missing: /, http \}/,
    instead: ' }',
    stream: 'stdout',
    shows: ['message'],
  },
  {
    claim: 'lines of morgan as messages hold what the client sent',
    program: 'morgan.js',
    options: winston,
    missing: /morgan\([^]*?\n {2}\}\),/,
    instead: "morgan('combined', { stream: { write: (line) => log.info(line.trim()) } }),",
    stream: 'stdout',
    shows: ['referrer', 'userAgent'],
  },
  {
    claim: 'NestJS prints by itself what its logger is not replaced for',
    program: 'nestjs-pino.ts',
    options: nest,
    missing: /^app\.useLogger.*$/m,
    stream: 'stderr',
    shows: ['message', 'cause', 'detail', 'email'],
  },
];

afterAll(cleanUp);

describe.concurrent('the lines of the page that keep something in', () => {
  it.each(GAPS)('$claim', async ({ program, options, missing, instead = '', stream, shows }) => {
    const edit = (text: string) => {
      if (!missing.test(text)) throw new Error('the program has no such line');
      return text.replace(missing, instead);
    };
    const [without, as] = await Promise.all([
      runProgram(program, { ...options, protect: true, drive: browse, edit }),
      runProgram(program, { ...options, protect: true, drive: browse }),
    ]);
    expect(placesIn(without[stream])).toEqual(expect.arrayContaining([...shows]));
    expectClean(as);
  });
});
