import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LogsieveError } from '@logsieve/core';
import { afterAll, describe, expect, it } from 'vitest';
import { extractMessages, type ExtractOptions } from './extract.js';

const root = mkdtempSync(join(tmpdir(), 'logsieve-messages-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

let count = 0;

/** What is found in a program of these files. */
function extract(files: string | Readonly<Record<string, string>>, options: ExtractOptions = {}) {
  const cwd = join(root, String(count++));
  for (const [path, text] of Object.entries(typeof files === 'string' ? { 'a.ts': files } : files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return extractMessages(['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'], { cwd, ...options });
}

const messages = (files: Parameters<typeof extract>[0], options?: ExtractOptions) =>
  extract(files, options).catalog.messages;

describe('the message of a call', () => {
  it.each<[string, string, unknown[]]>([
    ['a constant', `log.info('up')`, ['up']],
    ['behind fields', `log.warn({ a }, 'up')`, ['up']],
    ['behind a variable', `log.error(err, 'failed')`, ['failed']],
    ['a format string', `log.info('user %s of %d', name, n)`, [['user ', ' of ', '']]],
    ['a format string without values', `log.info('user %s')`, ['user %s']],
    [
      'a percent sign in a format string',
      `log.info('%d%% of %s', a, b)`,
      [
        ['', '% of ', ''],
        ['', '%% of ', ''],
      ],
    ],
    ['a template literal', 'log.info(`user ${name} in`)', [['user ', ' in']]],
    ['a template literal without holes', 'log.info(`up`)', ['up']],
    ['a sum', `log.info('user ' + name + ' in ' + city)`, [['user ', ' in ', '']]],
    ['a sum of constants', `log.info('a' + 'b')`, ['ab']],
    ['concat', `log.info('user '.concat(name, '!'))`, [['user ', '!']]],
    ['util.format', `log.info(util.format('user %s', name))`, [['user ', '']]],
    ['a condition', `log.info(ok ? 'done' : 'failed')`, ['done', 'failed']],
    [
      'a condition within',
      'log.info(`was ${ok ? "done" : "failed"} by ${who}`)',
      [
        ['was done by ', ''],
        ['was failed by ', ''],
      ],
    ],
    ['a constant with a name', `const UP = 'up'; log.info(UP)`, ['up']],
    ['a name within', 'const WHAT = "job"; log.info(`${WHAT} ${id} done`)', [['job ', ' done']]],
    ['a member of an object', `const M = { up: 'up', down: 'down' } as const; log.info(M.up)`, ['up']],
    ['a frozen object', `const M = Object.freeze({ up: 'up' }); log.info(M.up)`, ['up']],
    ['an enum', `enum M { Up = 'up' } log.info(M.Up)`, ['up']],
    [
      'what a function returns',
      `function what() { if (a) return 'a'; return 'b' } log.info(what())`,
      ['a', 'b'],
    ],
    ['a function that is a default', `const what = given || (() => 'x'); log.info(what(req))`, ['x']],
    ['a member of the fields', `log.info({ msg: 'up', a })`, ['up']],
    ['an object of winston', `logger.log({ level: 'info', message: 'up' })`, ['up']],
    ['a level and a text', `logger.log('info', 'up', meta)`, ['up']],
    ['a level in a variable', `logger.log(level, 'user %s', name)`, [['user ', '']]],
    ['a text alone', `this.logger.log('up', 'AppService')`, ['up']],
    ['an optional call', `req.log?.info?.('up')`, ['up']],
    ['a child', `log.child({ a }).info('up')`, ['up']],
    ['a level that varies', `log[level]({ a }, 'up')`, ['up']],
    ['an assertion of its type', `log.info(('up' as string)!)`, ['up']],
    ['JSX around it', `const a = <any>{}; log.info('up')`, ['up']],
    ['values that cannot be known', `log.info('%s')`, ['%s']],
    ['nothing but a hole', 'log.info(`${a}`); log.info("%s", a); log.info(`${a} ${b}`)', []],
    ['numbers', `log.info(count + 1); log.info(7)`, []],
    [
      'fields alone, an error alone',
      `log.info({ a }); log.error(err); log.error(new Error('secret text'))`,
      [],
    ],
  ])('is found: %s', (_title, source, expected) => {
    expect(messages(source)).toEqual(expected);
  });

  it('is that of loggers only, whatever they are called', () => {
    const source = `
      const audit = pino(); const a = await createLogger({}); const c = audit.child({});
      audit.info('1'); a.info('2'); c.info('3'); req.log.info('4'); this.#log.info('5'); httpLogger.info('6');
      winston.info('7'); log$1.info('8'); LOG.info('9'); (this.log ?? fallback).info('A'); ACCESS_LOG.info('B');
      dialog.info('no'); catalog.error('no'); console.log('no'); Math.log('no'); blog.info('no'); assert.error('no');`;
    expect(messages(source).join('')).toBe('123456789AB');
    expect(messages(source, { loggers: ['console'] })).toContain('no');
  });

  it('is found in bundled code by any name', () => {
    const bundle = '(()=>{var e=n();e.info("up");e.warn("user ".concat(t," in"))})();';
    expect(messages({ 'bundle.js': bundle })).toEqual([]);
    expect(messages({ 'bundle.js': bundle }, { loggers: ['*'] })).toEqual(['up', ['user ', ' in']]);
  });

  it("is found in wrappers and under levels of one's own", () => {
    const source = `audit('who', 'opened %s', file); this.track('seen'); log.boast('big')`;
    expect(messages(source, { wrappers: { audit: 1, track: 0 }, levels: ['boast'] })).toEqual([
      'big',
      ['opened ', ''],
      'seen',
    ]);
  });

  it('is followed into other files', () => {
    const files = {
      'a.ts': `import { UP, M as N } from './b.js'; import * as all from './lib'; import down from './c.cjs';
        log.info(UP); log.info(N.in); log.info(all.OUT); log.info(down)`,
      'b.ts': `export const UP = 'up'; const M = { in: 'in' }; export { M }`,
      'lib/index.ts': `export const OUT = 'out'`,
      'c.cjs': `export default 'down'`,
    };
    expect(messages(files)).toEqual(['down', 'in', 'out', 'up']);
  });

  it('has the prefixes of child loggers beside it', () => {
    const { catalog } = extract(
      `log.child({}, { msgPrefix: '[a] ' }); pino({ msgPrefix: \`\${x} \` }); log.info('up')`,
    );
    expect(catalog).toEqual({ messages: ['up'], prefixes: ['[a] '] });
  });
});

describe('an extraction', () => {
  it('tells the calls whose message the source does not tell', () => {
    const found = extract(
      `log.info('up')\nlog.info(text)\nlog.info(...args)\nlog.info(a ? 'a' : b)\nlog.info({ a })`,
    );
    expect(found).toMatchObject({ files: 1, calls: 4 });
    expect(found.unrecognized.map(({ path, line }) => `${path}:${line}`)).toEqual([
      'a.ts:2',
      'a.ts:3',
      'a.ts:4',
    ]);
  });

  it('gives the same whatever the order of files and calls', () => {
    const [a, b] = ["log.info('a'); log.info(`b ${x}`)", "log.info('B'); log.info('a')"];
    const first = extract({ 'a.ts': a!, 'b.ts': b! }).catalog;
    expect(extract({ 'a.ts': b!, 'b.ts': a! }).catalog).toEqual(first);
    expect(first).toEqual({ messages: ['B', 'a', ['b ', '']] });
  });

  it('tells files that are no source, and reads the others', () => {
    const found = extract({ 'a.ts': `log.info('up')`, 'b.ts': 'const = ;;; <<<' });
    expect(found.unreadable).toEqual(['b.ts']);
    expect(found.catalog.messages).toEqual(['up']);
  });

  it('leaves out what is to be ignored', () => {
    const files = { 'a.ts': `log.info('a')`, 'a.test.ts': `log.info('b')` };
    expect(messages(files, { ignore: ['**/*.test.ts'] })).toEqual(['a']);
  });

  it('refuses globs that name no file, and options that it does not know', () => {
    expect(() => extractMessages('nothing/*.ts', { cwd: root })).toThrow(LogsieveError);
    expect(() => extractMessages('*.ts', { wrapers: {} } as object)).toThrow(/did you mean wrappers/);
  });

  it('comes to an end with names that lead in a circle, or to one another in many ways', () => {
    const circle = `const a = b; const b = a; const f = () => (c ? f() + f() : f()); log.info(a); log.info(f());`;
    const eight = (name: string) => Array.from({ length: 8 }, () => name).join(' + ');
    const sums = Array.from({ length: 15 }, (_, at) => `const d${at + 1} = ${eight(`d${at}`)};`).join('');
    expect(messages(`${circle} const d0 = ''; ${sums} log.info(d15 + 'up')`)).toEqual(['up']);
  });

  it('reads sums over many lines, and gives up on a file that is deeper than the stack', () => {
    const sum = (terms: number) => Array.from({ length: terms }, () => "'a'").join(' + ');
    expect(messages(`log.info(${sum(500)})`)).toEqual(['a'.repeat(500)]);
    const { unreadable } = extract({ 'a.ts': `log.info(${'('.repeat(100_000)}`, 'b.ts': '' });
    expect(unreadable).toEqual(['a.ts']);
  });

  it('gives a hole for what may turn out in too many ways', () => {
    const ways = Array.from({ length: 9 }, (_, at) => `\${c${at} ? 'a' : 'b'}`).join('');
    expect(messages(`log.info(\`x \${1}${ways}\`)`).length).toBeLessThan(65);
  });
});
