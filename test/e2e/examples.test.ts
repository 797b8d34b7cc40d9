import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runExample } from './run-example.js';

const folder = new URL('../../examples/', import.meta.url);
const examples = readdirSync(folder).filter((name) => name.endsWith('.js'));
const PLANTED = ['hunter2-canary', 'jane.doe', 'u-1017', '453914880343'];

describe('examples', () => {
  it.each(examples)('%s logs what it should and nothing that was planted', async (file) => {
    const source = readFileSync(new URL(file, folder), 'utf8');
    const { code, stdout, stderr } = await runExample(file);

    expect(code, stderr).toBe(0);
    expect(source).toContain(PLANTED[0]);
    for (const value of PLANTED) expect(stdout + stderr).not.toContain(value);
    expect(stdout).toMatch(file === 'fastify.js' ? /"responseTime":\d/ : /"latencyMs":12\.5/);
  });

  it.each(examples)('%s is at most 30 lines long', (file) => {
    expect(readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  });

  it('are all in the README of the folder', () => {
    const readme = readFileSync(new URL('README.md', folder), 'utf8');
    for (const file of examples) expect(readme).toContain(`node examples/${file}`);
  });
});
