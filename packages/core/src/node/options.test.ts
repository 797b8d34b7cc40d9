import { describe, expect, it } from 'vitest';
import { LogsieveError } from '../errors.js';
import { loadPolicy } from './load-policy.js';
import { openRedactor } from './open-redactor.js';
import { checkOptions } from './options.js';

const KNOWN = ['policy', 'profile', 'discover', 'render'];

function faultOf(act: () => unknown) {
  try {
    act();
    return undefined;
  } catch (error) {
    if (!(error instanceof LogsieveError)) throw error;
    return `${error.code} ${error.path}`;
  }
}

describe('checkOptions', () => {
  it.each([
    [{}],
    [{ policy: {}, profile: 'console', discover: false }],
    [{ policy: './logsieve.json', profile: undefined, render: 5 }],
  ])('gives back %j', (options) => {
    expect(checkOptions(options, KNOWN)).toBe(options);
  });

  it.each([undefined, null, 'text', 5, [], () => {}])('refuses %j in the place of options', (options) => {
    expect(faultOf(() => checkOptions(options, KNOWN))).toBe('ERR_LOGSIEVE_OPTIONS options');
  });

  it.each([
    ['policy', null],
    ['policy', 5],
    ['policy', []],
    ['profile', 5],
    ['profile', null],
    ['discover', 'yes'],
    ['polcy', undefined],
  ])('refuses the option %s with the value %j', (name, value) => {
    expect(faultOf(() => checkOptions({ [name]: value }, KNOWN, 'options.targets[0]'))).toBe(
      `ERR_LOGSIEVE_OPTIONS options.targets[0].${name}`,
    );
  });
});

describe('a hint', () => {
  const messageOf = (options: unknown) => {
    try {
      return String(checkOptions(options, KNOWN));
    } catch (error) {
      return (error as Error).message;
    }
  };

  it.each([
    [{ polcy: 1 }, 'did you mean policy? known options: policy, profile, discover, render'],
    [{ logsieve: 1 }, 'write { policy: { … } }; known options: policy, profile, discover, render'],
    [{ fields: {} }, 'write { policy: { … } }; known options: policy, profile, discover, render'],
    [{ redact: [] }, '(known options: policy, profile, discover, render'],
    ['./logsieve.json', 'give an object, such as { policy: … }'],
  ])('answers %j by what was meant', (options, hint) => {
    expect(messageOf(options)).toContain(`${hint})`);
  });
});

describe('the options of the Node entry', () => {
  it.each([
    ['profiel', 'console'],
    ['policy', {}],
    ['profile', 5],
    ['messageKey', 5],
    ['cwd', 5],
    ['env', null],
  ])('loadPolicy refuses the option %s with the value %j', (name, value) => {
    expect(faultOf(() => loadPolicy(undefined, { [name]: value }))).toBe(
      `ERR_LOGSIEVE_OPTIONS options.${name}`,
    );
  });

  it.each([null, 5])('loadPolicy does not take %j for no policy', (policy) => {
    expect(faultOf(() => loadPolicy(policy as never))).toContain('ERR_LOGSIEVE_POLICY');
  });

  it.each([
    ['discovr', true],
    ['discover', 'yes'],
    ['policy', null],
  ])('openRedactor refuses the option %s with the value %j', (name, value) => {
    expect(faultOf(() => openRedactor({ [name]: value }))).toBe(`ERR_LOGSIEVE_OPTIONS options.${name}`);
  });
});
