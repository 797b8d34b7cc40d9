import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { page, PAGE, programs } from './page.js';
import { here, versionOf } from './program.js';

/** What the page does not list: what the suite itself is made with. */
const OWN = [
  /^@logsieve\//,
  /^@types\//,
  /^protobufjs$/,
  /^reflect-metadata$/,
  /^rxjs$/,
  /^pino-abstract-transport$/,
];

const updating = process.env['UPDATE_DOCS'] === '1';

it('the page lists the packages of this suite with the versions that it drives', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const names = Object.keys(devDependencies).filter((name) => !OWN.some((own) => own.test(name)));
  const table = tableOf([...names.sort(byName)].map((name) => [`\`${name}\``, versionOf(name)]));
  if (updating)
    writeFileSync(
      PAGE,
      page.replace(TABLE, () => table),
    );
  else expect(TABLE.exec(page)?.[0]).toBe(table);
});

it('every program of the page is named by a test', () => {
  const tests = [
    'frameworks',
    'pino-destinations',
    'winston-destinations',
    'opentelemetry',
    'agents',
    'bundles',
  ];
  const text = tests.map((name) => readFileSync(join(here, `${name}.test.ts`), 'utf8')).join('\n');
  expect([...programs.keys()].filter((name) => !text.includes(`'${name}'`))).toEqual([]);
});

const TABLE = /(?<=## Tested versions\n\n)(?:TABLE|\|[^]*?\|(?=\n\n))/;

function byName(one: string, other: string): number {
  const plain = (name: string) => name.replace(/^@/, '');
  return plain(one) < plain(other) ? -1 : 1;
}

/** In two pairs of columns, laid out as the formatter does. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const half = Math.ceil(rows.length / 2);
  const header = ['package', 'version', 'package', 'version'];
  const cells = rows.slice(0, half).map((row, index) => [...row, ...(rows[half + index] ?? ['', ''])]);
  const widths = header.map((_, column) => Math.max(...[header, ...cells].map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}
