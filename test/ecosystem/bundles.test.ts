import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { placesIn } from './canaries.js';
import { expectArrived, expectClean } from './expect.js';
import { replaced } from './forms.js';
import { program } from './page.js';
import { cleanUp, here, type Run, runFile, runProgram, standingIn, STAY } from './program.js';

interface Bundle {
  readonly title: string;
  /** The build script of the page. */
  readonly script: string;
  /** The application: another program of the page. */
  readonly app: keyof typeof APPS;
  readonly edit?: (script: string) => string;
  readonly editApp?: (app: string) => string;
  readonly files?: Readonly<Record<string, string>>;
}

interface Built {
  readonly build: Run;
  readonly run: Run;
  /** The log file of the application, where it writes one. */
  readonly file: string;
}

const FIELDS = {
  requestId: 'speak-17',
  latencyMs: 12.5,
  status: 201,
  req: { method: 'POST', url: '/login/:id' },
};
const ERROR = { type: 'RangeError', code: 'E_ROW' };

/** What each application has to let out. */
const APPS = {
  'otel-pino.js': ({ run }: Built) => {
    expectArrived(run.stdout, [FIELDS, { msg: 'login of %s' }, { err: ERROR, msg: 'RangeError' }]);
  },
  'otel-winston.js': ({ run }: Built) => {
    expectArrived(run.stdout, [FIELDS, { message: 'login of %s' }, { err: ERROR, message: 'RangeError' }]);
  },
  'pino-targets.js': ({ run, file }: Built) => {
    for (const part of ['login of %s', 'requestId: "speak-17"', 'WARN', 'RangeError'])
      expect(run.stdout).toContain(part);
    expectArrived(file, [{ err: ERROR, msg: 'RangeError' }]);
  },
  'pino-pipeline.js': ({ run }: Built) => {
    for (const part of ['login of [email]', 'requestId: "speak-17"', 'WARN', 'RangeError'])
      expect(run.stdout).toContain(part);
  },
};

/** All in one file, as webpack does it unless told otherwise. */
const whole = (script: string) =>
  replaced(script, /externals: .*\n +externalsType: .*/, 'optimization: { minimize: false },');

const same = (text: string) => text;

const BUNDLES: readonly Bundle[] = [
  { title: 'esbuild, packages outside', script: 'esbuild-external.js', app: 'pino-targets.js' },
  { title: 'esbuild, packages outside', script: 'esbuild-external.js', app: 'pino-pipeline.js' },
  { title: 'esbuild, an ES module', script: 'esbuild-esm.js', app: 'otel-pino.js' },
  { title: 'esbuild, an ES module', script: 'esbuild-esm.js', app: 'otel-winston.js' },
  { title: 'esbuild-plugin-pino', script: 'esbuild-workers.js', app: 'pino-targets.js' },
  { title: 'esbuild-plugin-pino', script: 'esbuild-workers.js', app: 'pino-pipeline.js' },
  { title: 'webpack, packages outside', script: 'webpack.config.js', app: 'pino-targets.js' },
  { title: 'webpack, packages outside', script: 'webpack.config.js', app: 'pino-pipeline.js' },
  { title: 'webpack', script: 'webpack.config.js', app: 'otel-winston.js', edit: whole },
];

afterAll(cleanUp);

describe.concurrent('a bundle', () => {
  it.each(BUNDLES)('by $title, of $app, lets out what is allowed and nothing else', async (bundle) => {
    const built = await buildAndRun(bundle, true);
    expect(built.build.code).toBe(0);
    expectClean(built.run);
    expect(placesIn(built.file)).toEqual([]);
    APPS[bundle.app](built);
  });

  it('leaks without logsieve', async () => {
    const { run } = await buildAndRun(BUNDLES[0]!, false);
    expect(placesIn(run.stdout)).toEqual(expect.arrayContaining(['path', 'cookie', 'password', 'binding']));
  });
});

describe.concurrent('pino-webpack-plugin', () => {
  it('does not load beside the webpack of today, as the page says', () => {
    const require = createRequire(import.meta.url);
    expect(() => require('pino-webpack-plugin') as unknown).toThrow(/^Cannot find module 'webpack\/lib\//);
  });
});

/** Runs webpack with the configuration that a module has made. */
const WEBPACK = `
  const { default: webpack } = await import('webpack');
  const stats = await new Promise((resolve, reject) =>
    webpack(config, (error, result) => (error ? reject(error) : resolve(result))));
  if (stats.hasErrors()) throw new Error(stats.toString());`;

async function buildAndRun(bundle: Bundle, protect: boolean): Promise<Built> {
  const { script, app, edit, editApp = same, files } = bundle;
  const stays = app === 'pino-pipeline.js';
  const say = app.includes('winston') ? 'speakToWinston' : 'speak';
  const source = `import { ${say} } from '${here}services/speak.js';
    ${standingIn(editApp(program(app)), protect)}
    ${say}(log);
    ${stays ? STAY : ''}`;
  const service = script.startsWith('webpack') ? WEBPACK : '';
  const build = await runProgram(script, { protect, edit, service, files: { 'app.js': source, ...files } });
  const result = ['dist/app.js', 'dist/app.cjs'].find((path) => existsSync(join(build.folder, path)));
  if (result === undefined) throw new Error(`the build made nothing: ${build.stderr}`);
  const run = await runFile(join(build.folder, result), build.folder, {
    until: stays ? (stdout) => stdout.includes('RangeError') : undefined,
  });
  const log = join(build.folder, 'errors.log');
  return { build, run, file: existsSync(log) ? readFileSync(log, 'utf8') : '' };
}

describe.concurrent('a policy that extends one of a package', () => {
  it.each(['webpack.config.js', 'esbuild-esm.js'])('is found by a whole bundle of %s', async (script) => {
    const files = {
      'node_modules/team-policy/policy.json': '{ "logsieve": 1, "extends": ["logsieve:http"] }',
      'logsieve.json': '{ "logsieve": 1, "extends": ["team-policy/policy.json"] }',
    };
    const editApp = (text: string) => replaced(text, /'logsieve:http'/, "'./logsieve.json'");
    const edit = script.startsWith('webpack') ? whole : same;
    const bundle = { title: script, script, app: 'otel-pino.js', edit, editApp, files } as const;
    const built = await buildAndRun(bundle, true);
    expectClean(built.run);
    APPS['otel-pino.js'](built);
  });
});
