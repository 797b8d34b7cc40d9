import { describe, expect, it } from 'vitest';
import { PolicyError } from '../issue.js';
import { parsePolicy } from '../parse.js';
import type { PolicyDocument, RuleDocument } from '../policy.js';

function issuesOf(document: Omit<PolicyDocument, 'logsieve'>): string[] {
  try {
    parsePolicy({ logsieve: 1, ...document });
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.issues.map(({ code, path, hint }) => `${code.slice(20)} ${path.join('/')}: ${hint}`);
  }
}

const nothing = 'delete the rule: what nothing lists does not come out';
const fields: Readonly<Record<string, RuleDocument>> = {
  'user.name': { keep: 'string' },
  'h.Auth': { mask: { last: 2 } },
  'h.Id': { keep: 'token', caseInsensitive: true },
  'list.*.x': { keep: 'token' },
  m: { map: { keys: 'token', value: { keep: 'token' } } },
};

describe('a removal that meets nothing', () => {
  it.each([
    ['responsetime', 'did you mean "responseTime"?'],
    ['req.headers.xrequest-id', 'did you mean "req.headers.x-request-id"?'],
    ['req.header', 'did you mean "req.headers"?'],
    ['h.auth', 'did you mean "h.Auth"?'],
    ['list.x', 'did you mean "list.*"?'],
    ['quite.another.path', nothing],
  ])('is an issue: %s', (pattern, hint) => {
    const rest = { extends: ['logsieve:http'] };
    expect(issuesOf({ ...rest, fields: { ...fields, [pattern]: 'remove' } })).toEqual([
      `DEAD_RULE fields/${pattern}: ${hint}`,
    ]);
    expect(issuesOf({ ...rest, fields, profiles: { p: { fields: { [pattern]: 'remove' } } } })).toEqual([
      `DEAD_RULE profiles/p/fields/${pattern}: ${hint}`,
    ]);
  });

  it.each([
    'user',
    'user.name',
    'user.*',
    'h.id',
    'list',
    'list.*',
    'm.any',
    'err.code',
    'msg',
    'message',
    '**.pin',
  ])('is none where a rule lists the path, one above, one below or its members: %s', (pattern) => {
    expect(issuesOf({ fields, profiles: { p: { fields: { [pattern]: 'remove' } } } })).toEqual([]);
  });

  it('is none where it takes away what was inherited', () => {
    expect(issuesOf({ fields: { hostname: 'remove', status: 'remove' } })).toEqual([]);
    expect(issuesOf({ extends: ['logsieve:http'], fields: { req: 'remove' } })).toEqual([]);
  });

  it('is an issue in a profile where the policy has removed the path', () => {
    const profiles = { p: { fields: { 'req.url': 'remove' } } } as const;
    expect(issuesOf({ extends: ['logsieve:http'], fields: { req: 'remove' }, profiles })).toHaveLength(1);
  });
});

describe('a removal in vain', () => {
  const uuid = { keep: 'uuid' } as const;

  it('is answered by a name for the first hundred, and for none of two letters', () => {
    const removals = Array.from({ length: 101 }, (_, index) => [`abcdefg${index}`, 'remove'] as const);
    const hints = issuesOf({ extends: [], fields: { abcdefg: uuid, ...Object.fromEntries(removals) } });
    const named = (issue: string) => issue.endsWith(': did you mean "abcdefg"?');
    expect(hints.filter(named)).toHaveLength(100);
    expect(hints.at(-1)).toBe(`DEAD_RULE fields/abcdefg100: ${nothing}`);
    const short = { ab: uuid, ac: 'remove', abc: uuid, abd: 'remove' } as const;
    expect(issuesOf({ extends: [], fields: short })).toEqual([
      `DEAD_RULE fields/ac: ${nothing}`,
      'DEAD_RULE fields/abd: did you mean "ab"?',
    ]);
  });

  it('is answered by containers on every level, and by no pattern of any depth', () => {
    const deep = { 'a.bcde.f.g': uuid, 'a.bcdx': 'remove' } as const;
    expect(issuesOf({ extends: [], fields: deep })).toEqual([
      'DEAD_RULE fields/a.bcdx: did you mean "a.bcde"?',
    ]);
    const guarded = { '**.abcd': { replace: '' }, '**.abce': 'remove', abcde: 'remove' } as const;
    expect(issuesOf({ extends: [], fields: guarded })).toEqual([`DEAD_RULE fields/abcde: ${nothing}`]);
  });

  it('is no issue of a document that extends the one that has it', () => {
    const team = { logsieve: 1, extends: [], fields: { nothing: 'remove' } };
    const more = { ...team, fields: {}, profiles: { p: { fields: { nothing: 'remove' } } } };
    for (const document of [team, more]) {
      const resolve = () => ({ text: JSON.stringify(document), source: 'team' });
      expect(() => parsePolicy({ logsieve: 1, extends: ['./team'] }, { resolve })).not.toThrow();
    }
  });
});

describe('a text of which no rule lists anything', () => {
  const text = { parse: 'json' } as const;
  const hint = (pattern: string) =>
    `DEAD_RULE fields/${pattern}: list what may leave of it, as "${pattern}.name", or delete the rule`;

  it.each([
    [{ a: text }, [hint('a')]],
    [{ a: text, 'a.b': 'remove' }, ['DEAD_RULE fields/a.b: ' + nothing, hint('a')]],
    [{ a: text, '**.b': { replace: '' } }, [hint('a')]],
    [{ a: text, 'a.b': text }, [hint('a'), hint('a.b')]],
    [{ a: text, 'a.b': text, 'a.c': { keep: 'uuid' } }, [hint('a.b')]],
    [{ a: text, 'a.*': { keep: 'uuid' } }, []],
    [{ a: text, 'a.b.c': { keep: 'uuid' } }, []],
    [{ A: { ...text, caseInsensitive: true }, 'a.b': { keep: 'uuid' } }, []],
  ] as [Record<string, RuleDocument>, string[]][])('is an issue: %j', (texts, issues) => {
    expect(issuesOf({ extends: [], fields: texts })).toEqual(issues);
  });

  it('is none of a document that takes away what was inherited, or that is extended', () => {
    const team = { logsieve: 1, extends: [], fields: { a: text, 'a.b': { keep: 'uuid' }, c: text } };
    const resolve = () => ({ text: JSON.stringify(team), source: 'team' });
    const rest = { logsieve: 1, extends: ['./team'] } as const;
    expect(() => parsePolicy({ ...rest, fields: { 'a.b': 'remove' } }, { resolve })).not.toThrow();
    expect(() => parsePolicy({ ...rest, fields: { 'c.d': { keep: 'uuid' } } }, { resolve })).not.toThrow();
  });
});

describe('a length above limits.stringLength', () => {
  const place = (path: string) => [`INVALID_VALUE fields/a/${path}: lower it, or raise limits.stringLength`];
  const limits = { stringLength: 80 };

  it.each([
    [{ keep: 'string', max: 81 }, place('max')],
    [{ keep: 'string', max: 80 }, []],
    [{ keep: 'string' }, []],
    [{ keep: 'token', max: 81 }, place('max')],
    [{ keep: 'token' }, []],
    [{ keep: 'number', max: 81 }, []],
    [{ truncate: { max: 81 } }, place('truncate/max')],
    [{ truncate: { max: 80 } }, []],
    [{ map: { keys: 'uuid', max: 81, value: { keep: 'string', max: 80 } } }, []],
    [{ map: { keys: 'uuid', value: { keep: 'string', max: 81 } } }, place('map/value/max')],
    [{ map: { keys: 'uuid', value: { truncate: { max: 81 } } } }, place('map/value/truncate/max')],
    [{ mask: { last: 4 } }, []],
  ] as [RuleDocument, string[]][])('is an issue where no string can have it: %j', (a, issues) => {
    expect(issuesOf({ extends: [], fields: { a }, limits })).toEqual(issues);
  });

  it('is none of a document that lowers the limit above an inherited rule', () => {
    const team = { logsieve: 1, extends: [], fields: { a: { keep: 'string', max: 99 } } };
    const resolve = () => ({ text: JSON.stringify(team), source: 'team' });
    expect(() => parsePolicy({ logsieve: 1, extends: ['./team'], limits }, { resolve })).not.toThrow();
  });
});

it('reports lengths above limits.stringLength, in profiles those above their own limit', () => {
  const long = { keep: 'string', max: 100_000 } as const;
  const path = 'INVALID_VALUE fields/a/max: lower it, or raise limits.stringLength';
  expect(issuesOf({ fields: { a: long } })).toEqual([path]);
  expect(issuesOf({ fields: { a: long }, limits: { stringLength: 100_000 } })).toEqual([]);
  const profiles = {
    p: { fields: { a: { keep: 'string', max: 90 } }, limits: { stringLength: 80 } },
  } as const;
  expect(issuesOf({ fields: { a: { keep: 'string', max: 99 } }, profiles })).toHaveLength(1);
});
