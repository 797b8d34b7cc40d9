import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { CANARIES } from './canaries.js';
import { program } from './page.js';

/** The folder of this suite. */
export const here = fileURLToPath(new URL('./', import.meta.url));

/** How a program of the page is run. */
export interface RunOptions {
  /** False: with packages in the place of logsieve that do nothing, to see what comes out then. */
  readonly protect: boolean;
  /** Code in the place of the comment `// your routes`, or `// your code`; without one, behind the rest. */
  readonly service?: string | undefined;
  /** Sends requests; called once the program listens on `port`. */
  readonly drive?: ((port: number) => Promise<void>) | undefined;
  /** Says from what came so far that the program may end; one with `STAY` in it does not end before. */
  readonly until?: ((stdout: string, folder: string) => boolean) | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Options of node, such as `--import`. */
  readonly node?: readonly string[] | undefined;
  /** Changes the program's text, such as the path of a file. */
  readonly edit?: ((text: string) => string) | undefined;
  /** Further files, by name; they may be what the program imports. */
  readonly files?: Readonly<Record<string, string>> | undefined;
}

/** What came of it. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The folder it ran in, with the files that it wrote. */
  readonly folder: string;
}

const STAND_IN = join(here, 'stand-ins/pino/index.js');
const SECONDS = 40;

/** `module.register()`, which OpenTelemetry's hook calls: Node 26 warns about it on stderr, where nothing else may be. */
const NO_WARNING = '--disable-warning=DEP0205';

/** Code that keeps a program from ending until the test has seen what it waits for. */
export const STAY = '\nprocess.channel.ref();\n';

const folders: string[] = [];

/** Removes the folders of all runs. */
export function cleanUp(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Runs a program of the page in a folder of its own, as its reader would, and waits for its end. */
export async function runProgram(name: string, options: RunOptions): Promise<Run> {
  const folder = workFolder(options.protect);
  const file = join(folder, name.replace(/\.[jt]s$/, '.mjs'));
  writeFileSync(file, runnable(name, options));
  for (const [path, text] of Object.entries(options.files ?? {})) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return runFile(file, folder, options);
}

/** Runs a module in a folder that `workFolder` made. Rejects where it does not end in time. */
export async function runFile(file: string, folder: string, options: Partial<RunOptions> = {}): Promise<Run> {
  const ports = pathToFileURL(join(here, 'services/ports.js')).href;
  const child = spawn(process.execPath, [NO_WARNING, '--import', ports, ...(options.node ?? []), file], {
    cwd: folder,
    env: { PATH: process.env['PATH'], CANARIES: JSON.stringify(CANARIES), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout!.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr!.on('data', (data: Buffer) => (stderr += data.toString()));
  const driven = drive(child, options.drive);
  const watch = setInterval(() => {
    if (child.connected && options.until?.(stdout, folder) === true) child.send('stop', () => undefined);
  }, 50);
  try {
    const code = await exitOf(child);
    await driven;
    return { code, stdout, stderr, folder };
  } finally {
    clearInterval(watch);
  }
}

/** A new folder in which the packages of this suite can be imported. */
export function workFolder(protect: boolean): string {
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-ecosystem-'));
  folders.push(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const installed = join(here, 'node_modules');
  for (const entry of packagesIn(installed)) {
    const standIn = entry === '@logsieve/pino' || entry === '@logsieve/winston';
    const target = standIn && !protect ? join(here, 'stand-ins', entry.slice(10)) : join(installed, entry);
    mkdirSync(dirname(join(folder, 'node_modules', entry)), { recursive: true });
    symlinkSync(target, join(folder, 'node_modules', entry));
  }
  return folder;
}

/**
 * A program's text; where it is not to be protected, with the transport that does nothing for a target: pino looks for
 * targets from where it is called, which may be a framework's own folder.
 */
export function standingIn(text: string, protect: boolean): string {
  return protect ? text : text.replaceAll(`target: '@logsieve/pino'`, `target: '${STAND_IN}'`);
}

/** The version of a package that this suite has installed. */
export function versionOf(name: string): string {
  const manifest = join(here, 'node_modules', name, 'package.json');
  return (createRequire(import.meta.url)(manifest) as { version: string }).version;
}

function packagesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name],
    );
}

/** The program as JavaScript, with the service in it. */
function runnable(name: string, { protect, service = '', edit = (text) => text }: RunOptions): string {
  const text = standingIn(edit(program(name)), protect);
  const place = /^( *)\/\/ your (?:routes|code).*$/m;
  const whole = place.test(text) ? text.replace(place, () => service) : `${text}\n${service}`;
  if (!name.endsWith('.ts')) return whole;
  const { ESNext } = ts.ModuleKind;
  const compilerOptions = { module: ESNext, target: ts.ScriptTarget.ES2022, experimentalDecorators: true };
  return ts.transpileModule(whole, { compilerOptions: { ...compilerOptions, emitDecoratorMetadata: true } })
    .outputText;
}

async function drive(child: ChildProcess, requests: RunOptions['drive']): Promise<void> {
  if (requests === undefined) return;
  const port = await new Promise<number | undefined>((resolve) => {
    child.once('message', (message: { port: number }) => resolve(message.port));
    child.once('exit', () => resolve(undefined));
  });
  if (port === undefined) return;
  try {
    await requests(port);
  } finally {
    if (child.connected) child.send('stop', () => undefined);
  }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the program did not end within ${SECONDS} s`));
    }, SECONDS * 1000);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}
