import { closeSync, constants, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LogsieveError } from '@logsieve/core';
import { systemCode } from '@logsieve/core/node';
import { generateKeys, type Keys } from '@logsieve/sealed';
import { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { write } from '../output.js';
import { tell } from '../tell.js';
import { type Verb, withExample } from '../verb.js';

interface KeygenOptions {
  readonly out: string;
  readonly name: string;
}

/** Makes the keys of a company or a service, once. */
export const keygen: Verb<KeygenOptions> = { describe, run };

function describe(): Command {
  const command = new Command('keygen')
    .description('Make the keys, once, on a machine that is no server.')
    .option('--out <dir>', 'folder for them, made where it is not there', '.')
    .option('--name <name>', 'name of the root key, which stands in every signature', 'logsieve-root');
  return withExample(command, 'logsieve keygen --out keys --name example.com/logs');
}

async function run(_args: readonly string[], { out, name }: KeygenOptions): Promise<ExitCode> {
  const keys = generateKeys({ name });
  writeAll(out, filesOf(keys));
  tell(WHERE);
  await write(`recipient ${keys.recipient}\nroot      ${keys.root}\n`);
  return EXIT.done;
}

const WHERE = `the keys were made; take them to where they belong:
  recipient.pub  public   to every writer: logs are encrypted to it
  root.pub       public   to everybody who verifies or reads logs
  reader.key     PRIVATE  to who reads logs, and into a safe; never to a machine that writes
  root.key       PRIVATE  into another safe, offline: enrolls writers; never to a machine that writes`;

interface KeyFile {
  readonly name: string;
  readonly mode: number;
  readonly text: string;
}

function filesOf({ recipient, root, identity, rootKey }: Keys): readonly KeyFile[] {
  const forReaders = `# opens the logs that are encrypted to ${recipient}\n${identity}\n`;
  const forNobody = `# enrolls the writers whose logs are verified with ${root}\n${rootKey}\n`;
  return [
    { name: 'reader.key', mode: 0o600, text: forReaders },
    { name: 'root.key', mode: 0o600, text: forNobody },
    { name: 'recipient.pub', mode: 0o644, text: `${recipient}\n` },
    { name: 'root.pub', mode: 0o644, text: `${root}\n` },
  ];
}

/** All of them or none; never in the place of one that is there. */
function writeAll(folder: string, files: readonly KeyFile[]): void {
  const made: string[] = [];
  let at = 'the folder';
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const file of files) {
      at = file.name;
      const path = join(folder, file.name);
      const fd = openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, file.mode);
      made.push(path);
      fill(fd, file.text);
    }
  } catch (error) {
    for (const path of made) rmSync(path, { force: true });
    throw notMade(at, systemCode(error));
  }
}

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;

function fill(fd: number, text: string): void {
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function notMade(at: string, code: string | undefined): LogsieveError {
  const isThere = code === 'EEXIST';
  const what = isThere ? 'is there already' : `cannot be written (${code ?? 'unknown'})`;
  const hint = isThere
    ? 'give another folder: what is encrypted to old keys needs them'
    : 'give a folder that you may write to';
  return new LogsieveError('ERR_LOGSIEVE_COMMAND', `no keys were made: ${at} ${what}`, { hint });
}
