/** How the command is called, and what it says when it is called wrongly. */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { call } from './call.js';
import { CANARY, run } from './command.js';

const cwd = tmpdir();
const VERBS = [
  'redact',
  'policy check',
  'policy test',
  'explain',
  'keygen',
  'enroll',
  'seal',
  'verify',
  'unseal',
  'reveal',
  'purge',
  'rekey',
];

describe('the command', () => {
  it('tells its version, and its verbs', async () => {
    const { version } = JSON.parse(
      readFileSync(new URL('../../packages/cli/package.json', import.meta.url), 'utf8'),
    ) as { version: string };
    expect(await run(['--version'], { cwd })).toEqual({ code: 0, out: `${version}\n`, err: '' });
    const { code, out } = await run(['--help'], { cwd });
    expect(code).toBe(0);
    for (const verb of VERBS.map((name) => name.split(' ')[0] ?? ''))
      expect(out).toMatch(new RegExp(`^  ${verb} `, 'm'));
    expect(await run([], { cwd })).toMatchObject({ code: 2, out: '' });
  });

  it.each(VERBS)('helps with %s, by an example that it understands', async (verb) => {
    const { code, out, err } = await call([...verb.split(' '), '--help'], cwd);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [, example = ''] = out.replaceAll('\\\n', '').split('\nExample:\n');
    const [, called = ''] = /(?:^|\| )\s*logsieve ([^|]*)/.exec(example.trim()) ?? [];
    const args = (called.match(/"[^"]*"|\S+/g) ?? []).map((part) => part.replaceAll('"', ''));
    expect(args.join(' ')).toMatch(new RegExp(`^${verb}\\b`));
    if (verb === 'keygen') return;
    // Whatever is missing here, it is no option. What reads standard input does so in a process of its own.
    const tried = ['redact', 'explain', 'reveal'].includes(verb) ? run(args, { cwd }) : call(args, cwd);
    expect((await tried).err).not.toContain('ERR_LOGSIEVE_OPTIONS');
  });

  it('names the option or the verb that is nearest to one that it does not know, in front of those that are missing', async () => {
    for (const [args, nearest] of [
      [['verfy'], 'did you mean verify?'],
      [['policy', 'chek', 'x'], 'did you mean check?'],
      [['unseal', 'logs', '--identiy', 'x'], 'did you mean --identity?'],
      [['seal', '--recipent', 'x'], 'did you mean --recipient?'],
      [['purge', 'logs', '--dryrun'], 'did you mean --dry-run?'],
    ] as const) {
      const { code, out, err } = await call(args, cwd);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^logsieve: unknown [^\n]*\[ERR_LOGSIEVE_OPTIONS\]\n$/);
      expect(err).toContain(nearest);
    }
  });

  it('has the names that are usual for help and for the version', async () => {
    const help = await call(['--help'], cwd);
    for (const args of [['-h'], ['help']]) expect(await call(args, cwd)).toEqual(help);
    expect(await call(['-V'], cwd)).toEqual(await call(['--version'], cwd));
    for (const verb of ['seal', 'policy', 'policy check']) {
      const words = verb.split(' ');
      const ofVerb = await call([...words, '--help'], cwd);
      expect(ofVerb.out).toContain(`Usage: logsieve ${verb} `);
      expect(await call([...words, '-h'], cwd)).toEqual(ofVerb);
      expect(await call(['help', ...words], cwd)).toEqual(ofVerb);
    }
    expect(await call(['help', 'verfy'], cwd)).toMatchObject({ code: 2, out: '' });
    expect((await call(['help', 'verfy'], cwd)).err).toContain('did you mean verify?');
  });

  it.each(['check', 'test'])('names the group of %s, which is called without it', async (verb) => {
    const { code, err } = await call([verb, 'x'], cwd);
    expect(code).toBe(2);
    expect(err).toBe(
      `logsieve: unknown command '${verb}' (did you mean policy ${verb}?) [ERR_LOGSIEVE_OPTIONS]\n`,
    );
  });

  it('names all the options that are missing at once, and repeats no argument that is too many', async () => {
    const { err } = await call(['unseal', 'logs'], cwd);
    for (const name of ['--root or LOGSIEVE_ROOT', '--identity', '--reason', '--access-dir'])
      expect(err).toContain(name);
    expect(err).toContain('logsieve unseal --help');
    expect(await call(['reveal', CANARY], cwd)).toMatchObject({ code: 2, out: '' });
  });
});
