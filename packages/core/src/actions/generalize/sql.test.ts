import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { leafOf } from '../../../test/action-context.js';
import { shapeOf } from './sql.js';

const CANARY = 'kn9vYtcanary';

test.each([
  ["select * from users where email = 'ada@example.com'", 'select * from users where email = ?'],
  ['SELECT a, b FROM t WHERE id IN (1, 2,3) LIMIT 10', 'SELECT a, b FROM t WHERE id IN (?) LIMIT ?'],
  ["insert into t (a, b) values ('x', 1), ('y', 2)", 'insert into t(a, b) values (?)'],
  [
    'update t set a = $1, b = :name, c = @c, d = ? where e=%s',
    'update t set a = ?, b = ?, c = ?, d = ? where e = ?',
  ],
  [
    'select "u"."id" from "public"."users" "u" where "u"."id" = $1',
    'select "u"."id" from "public"."users" ? where "u"."id" = ?',
  ],
  ['select `id` from `users` where `name` = "ada"', 'select `id` from `users` where `name` = ?'],
  [
    "select a::text, b->>'k' from t where x = any($1::int[])",
    'select a::text, b ->> ? from t where x = any (?::int[])',
  ],
  ["select $$a$$, $tag$ b ' $tag$, N'c', 0xFF, 1.5e-3, .5 from t", 'select ? from t'],
  ["(select 1) union (select 'x')", '(select ?) union (select ?)'],
  [
    'with x as (select count(*) from t) select * from x',
    'with x as (select count(*) from t) select * from x',
  ],
  ['select * from tmp_20251122 where ok = true', 'select * from ? where ok = ?'],
  ['update t set password = hunter where id = 7', 'update t set password = ? where id = ?'],
  ['create user ada identified by hunter replace old', 'create user ada identified …'],
  ['set app.tenant to acme, x', 'set app.tenant to …'],
  ['exec sp_addlogin ada, hunter', 'exec sp_addlogin ?'],
  ['copy t(a, b) from stdin;\nAda\tLovelace', 'copy t(a, b) from stdin …'],
  ['select a -- x\nfrom t', 'select a from t'],
  ["select array['a', 'b']", 'select array[?]'],
  [
    'select "id" from "users" join "orders" as "o" on true',
    'select ? from "users" join "orders" as "o" on ?',
  ],
  [
    'select a.b from a join c on a.id = c.id where d = lower(e)',
    'select a.b from a join c on a.id = c.id where d = lower(e)',
  ],
  ['begin', 'begin'],
])('%s', (sql, shape) => {
  expect(shapeOf(sql)).toBe(shape);
});

describe('leaves out', () => {
  test.each([
    [`select 1 -- ${CANARY}`],
    [`select 1 # ${CANARY}\nfrom t`],
    [`update d set a = b #>> '{a,b}' || 'x\n${CANARY} y' where id = 1`],
    [`insert into #tmp values ('Ada\n${CANARY} here')`],
    [`select sid, serial# from v where note = 'a\n${CANARY}'`],
    [`update t set a = b--1, note = 'x\n${CANARY} z' where id = 1`],
    [`insert into t values (q'!O'Brien ${CANARY}!', nq'[it's ${CANARY}]', 'x')`],
    [`select 1 /* a /* b */ ${CANARY} */ from t`],
    [`select [O'Brien], [Ada's ${CANARY} here] from t`],
    [`select [a]]b'c], 'x ${CANARY}' from t`],
    [`select $stra\u00dfe$x ${CANARY}$stra\u00dfe$`],
    [`select trim(both "x" from "${CANARY}") from t where a is distinct from "${CANARY}"`],
    [`alter user ada identified by a replace ${CANARY}`],
    [`select * from t where a = p\u00e4${CANARY} or b = J\u00f6${CANARY}`],
    [`select \\u0027x ${CANARY}\\u0027, n = &quot;${CANARY}&quot;`],
    [`grant all to ada@${CANARY}`],
    [`/* ${CANARY} */ select /* ${CANARY} */ 1 /* ${CANARY}`],
    [`select '${CANARY}`],
    [`select 'a''${CANARY}'`],
    [`select 'a\\' or ${CANARY}`],
    [`select 'a\\\\' || '${CANARY}'`],
    [`select "a ${CANARY}" from t`],
    [`select "${CANARY}" from t`],
    [`select * from t where a = "${CANARY}" or b = ${CANARY}`],
    [`select \`${CANARY} x\` from t`],
    [`select $x$ ${CANARY} $x$, $x$ ${CANARY}`],
    [`select E'${CANARY}', U&'${CANARY}', _utf8'${CANARY}', x'${CANARY}'`],
    [`select 1${CANARY}, 0x${CANARY}, :${CANARY}, @${CANARY}`],
    [`alter user ada with password '${CANARY}'`],
    [`set password = ${CANARY}`],
  ])('the text of %s', (sql) => {
    expect(shapeOf(sql)).toBeDefined();
    expect(shapeOf(sql)).not.toContain(CANARY);
  });

  test.each([[CANARY], [`hello select ${CANARY}`], [`'select' ${CANARY}`], [''], ['  '], ['{"select":1}']])(
    'all of %s, which is no statement',
    (text) => {
      expect(shapeOf(text)).toBeUndefined();
    },
  );
});

it('goes through the detectors, and removes what is no text or too long', () => {
  const limits = { depth: 16, properties: 1000, stringLength: 40, lineBytes: 1_000_000 };
  const sql = leafOf({ generalize: 'sql' }, { limits });
  expect(sql("select '1'")).toBe('"select ?"');
  expect(sql(`select ${'a'.repeat(50)}`)).toBeUndefined();
  expect(sql(17)).toBeUndefined();
});

const pieces = fc.constantFrom(
  ...[
    'select',
    'from',
    'where',
    ' ',
    '\n',
    ',',
    '(',
    ')',
    '=',
    '.',
    "'",
    '"',
    '`',
    '\\',
    '$$',
    '$a$',
    '--',
    '/*',
    '*/',
  ],
  ...[
    '#',
    'ada',
    '1',
    '1.5',
    '?',
    '$1',
    ':a',
    '::',
    '@',
    '[',
    ']',
    'in',
    'values',
    "''",
    '\u2026',
    'é',
    'true',
    '%s',
    ';',
  ],
);

it.each(['select [] ]', 'select [a] ] from t', 'select b[a[1] ]'])('gives the same again for %s', (sql) => {
  const shape = shapeOf(sql) ?? '';
  expect(shape).not.toBe('');
  expect(shapeOf(shape)).toBe(shape);
});

it('gives the same again for what it gave', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 24 }), (some) => {
      const shape = shapeOf(`select ${some.join('')}`);
      if (shape !== undefined) expect(shapeOf(shape)).toBe(shape);
    }),
    { numRuns: 8_000 },
  );
});

it('lets no text between quotes out, whatever is around it', () => {
  const around = fc.array(
    pieces.filter((piece) => !/['"`\\$/*#-]/.test(piece)),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(around, around, fc.constantFrom("'", '$$', '$q$'), (before, after, quote) => {
      const sql = `select ${before.join(' ')} ${quote}${CANARY}${quote} ${after.join(' ')}`;
      expect(shapeOf(sql) ?? '').not.toContain(CANARY);
    }),
    { numRuns: 5000 },
  );
});

it('takes time in proportion to the text', () => {
  /** Milliseconds of processor time, at best. */
  const cost = (text: string) =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const before = process.cpuUsage();
        shapeOf(text);
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1000;
      }),
    );
  for (const unit of ["'", '"', '$$', '/*', '--', '(', '?,', 'a ', '1', "''", '\\', '$a', '`', '(?),']) {
    const of = (length: number) => `select ${unit.repeat(length / unit.length)}`;
    // Quadratic would be four times as long, and far beyond what is forgiven.
    expect(cost(of(400_000)), unit).toBeLessThan(3 * cost(of(200_000)) + 250);
  }
});
