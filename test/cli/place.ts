/** A folder with keys, a log and an access log, made without the command. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSealedLog, enrollWriter, generateKeys, type SealedLogOptions, unseal } from '@logsieve/sealed';
import { call } from './call.js';
import { CANARY, run } from './command.js';

export const keys = generateKeys({ name: 'tests' });

/** What is asked of everybody who opens something. */
export const ACCESS = [
  ...['--reason', 'a test', '--access-dir', 'access', '--access-state', 'access-state'],
  ...['--access-recipient', keys.recipient],
];
export const WRITE = ['--dir', 'logs', '--state', 'state', '--recipient', keys.recipient];

export const record = (number: number) => JSON.stringify({ level: 30, number, text: `${CANARY} ${number}` });

export function createFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-cli-'));
  const at = (name: string) => join(folder, name);
  for (const name of ['state', 'access-state']) enrollWriter({ stateDir: at(name), rootKey: keys.rootKey });
  writeFileSync(at('reader.key'), `# of the tests\n${keys.identity}\n`, { mode: 0o600 });
  writeFileSync(at('root.key'), keys.rootKey, { mode: 0o600 });
  writeFileSync(at('root.pub'), `${keys.root}\n`);
  const open = (options: Partial<SealedLogOptions> = {}) =>
    createSealedLog({
      ...{ dir: at('logs'), stateDir: at('state'), recipients: [keys.recipient], redacted: true },
      ...{ anchor: at('anchor'), ...options },
    });
  return {
    ...{ folder, at, open },
    run: (args: readonly string[], options: { input?: string; env?: Record<string, string> } = {}) =>
      run(args, { cwd: folder, ...options }),
    call: (...args: readonly string[]) => call(args, folder),
    /** A log of records, in a segment each so many. */
    write: (counts: readonly number[], options: Partial<SealedLogOptions> = {}) => {
      let number = 0;
      for (const count of counts) {
        const log = open(options);
        for (let left = count; left > 0; left--) log.write(record(++number));
        log.close();
      }
    },
    segments: () =>
      readdirSync(at('logs'))
        .filter((name) => name.endsWith('.sealed'))
        .sort()
        .map((name) => join(at('logs'), name)),
    /** What is in a log, as the library has it. */
    read: async (dir: string, identity = keys.identity): Promise<string[]> => {
      const stateDir = mkdtempSync(at('other-'));
      enrollWriter({ stateDir, rootKey: keys.rootKey });
      const accessLog = createSealedLog({
        ...{ dir: `${stateDir}-log`, stateDir, recipients: [keys.recipient], redacted: true },
      });
      try {
        const by = { who: 'tests', reason: 'a test', accessLog };
        const lines: string[] = [];
        for await (const line of unseal({ dir: at(dir), root: keys.root, identity, ...by })) lines.push(line);
        return lines;
      } finally {
        accessLog.close();
      }
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Folder = ReturnType<typeof createFolder>;
