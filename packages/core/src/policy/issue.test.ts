import { expect, it } from 'vitest';
import { formatIssue, formatIssuePath, type Issue, PolicyError } from './issue.js';

const issue: Issue = {
  code: 'ERR_LOGSIEVE_POLICY_SYNTAX',
  message: 'fact',
  hint: 'mend it',
  path: [],
  source: 'p.json',
};

it.each([
  [[], ''],
  [['a', 'b'], 'a.b'],
  [['a1', '_b', '$c$'], 'a1._b.$c$'],
  [['fields', 'req.url', 'query', 0], 'fields["req.url"].query[0]'],
  [['x-y', 'z'], '["x-y"].z'],
  [[0, 'a'], '[0].a'],
  [['1a', ''], '["1a"][""]'],
  [['a b', 'ü'], '["a b"]["ü"]'],
])('the path %j is written as in code: %s', (path, text) => {
  expect(formatIssuePath(path)).toBe(text);
});

it('stands on one line: place, fact, hint, code', () => {
  const code = '[ERR_LOGSIEVE_POLICY_SYNTAX]';
  expect(formatIssue(issue)).toBe(`  p.json fact; mend it ${code}`);
  expect(formatIssue({ ...issue, path: ['a', 0] })).toBe(`  p.json a[0]: fact; mend it ${code}`);
  expect(formatIssue({ ...issue, path: ['a'], position: { line: 3, column: 7 } })).toBe(
    `  p.json:3:7 a: fact; mend it ${code}`,
  );
});

it('is one of all that the error lists, and no member that is printed beside them', () => {
  const error = new PolicyError([issue, issue]);
  expect(error).toMatchObject({ name: 'PolicyError', code: 'ERR_LOGSIEVE_POLICY' });
  expect(error.message).toBe(['policy has 2 issues:', formatIssue(issue), formatIssue(issue)].join('\n'));
  expect(error.issues).toEqual([issue, issue]);
  expect(Object.keys(error)).not.toContain('issues');
  expect(new PolicyError([issue]).message).toMatch(/^policy has 1 issue:\n/);
});
