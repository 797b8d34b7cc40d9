/** The bar, in a terminal that is one. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANARY, COMMAND, ended } from './command.js';
import { ACCESS, createFolder, type Folder, record, WRITE } from './place.js';
import { HAS_SCRIPT } from './terminal.js';

let place: Folder;
beforeAll(() => {
  place = createFolder();
  // Of verifying so many bytes are told of at a time.
  const log = place.open();
  for (let number = 0; number < 40_000; number++) log.write(record(number));
  log.close();
  // Lets time go by a thousand times as fast, so that work takes its second.
  writeFileSync(
    place.at('fast.mjs'),
    'const now = performance.now.bind(performance); performance.now = () => 1000 * now();',
  );
});
afterAll(() => {
  place.remove();
});

const shell = (args: readonly string[], more = '') =>
  `${[process.execPath, '--import', './fast.mjs', COMMAND, ...args].map((part) => `'${part}'`).join(' ')} ${more}`;

/** What comes out on stderr of a process whose stderr is a terminal, its standard output being a file. */
async function onTerminal(args: readonly string[], env: object = { TERM: 'xterm' }): Promise<string> {
  const child = spawn('script', ['-qec', shell(args, '> out'), '/dev/null'], {
    cwd: place.folder,
    env: { PATH: process.env['PATH'], ...env },
  });
  child.stdin.end();
  return (await ended(child)).out;
}

const CALLS: Readonly<Record<string, readonly string[]>> = {
  verifying: ['verify', 'logs', '--root', 'root.pub'],
  opening: ['unseal', 'logs', '--root', 'root.pub', '--identity', 'reader.key', ...ACCESS],
  redacting: ['redact', 'lines'],
  sealing: ['seal', 'lines', '--redacted', ...WRITE],
};

describe.skipIf(!HAS_SCRIPT)('a bar (needs the command script of util-linux)', () => {
  it.each(Object.entries(CALLS))(
    'for %s is on stderr of a terminal, and gone at the end',
    async (what, args) => {
      writeFileSync(place.at('lines'), `${record(1)}\n`.repeat(20_000));
      const shown = await onTerminal(args);
      expect(shown).toMatch(new RegExp(`${what} [=-]+ \\d+ % `));
      expect(shown).not.toContain(CANARY);
      // The line is erased, and what is told stands on it.
      expect(shown.split('\u001b[0K').at(-1) ?? '').not.toContain(what);
      expect(readFileSync(place.at('out'), 'latin1')).not.toContain(`${what} [`);
    },
  );

  it('is not shown by a terminal that is dumb', async () => {
    expect(await onTerminal(CALLS['verifying'] ?? [], { TERM: 'dumb' })).toBe('');
  });

  it('leaves out what would move the cursor, where lines go to a terminal', async () => {
    const log = place.open();
    log.write('{"a":"\u001b[2J\u009b2J\u202e"}');
    log.close();
    const child = spawn('script', ['-qec', shell(CALLS['opening'] ?? []), '/dev/null'], {
      cwd: place.folder,
    });
    child.stdin.end();
    const { out } = await ended(child);
    expect(out).toContain('{"a":"\\u001b[2J\\u009b2J\\u202e"}');
  });
});

it('no bar is on stderr that is no terminal', async () => {
  for (const [what, args] of Object.entries(CALLS).slice(0, 2)) {
    const child = spawn('bash', ['-c', shell(args, '> out')], { cwd: place.folder });
    child.stdin.end();
    expect((await ended(child)).err, what).not.toContain(what);
  }
});
