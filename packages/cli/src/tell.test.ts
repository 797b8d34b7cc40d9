import { AgeError } from '@logsieve/age';
import { LogsieveError } from '@logsieve/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inOptions, tellFault } from './tell.js';

describe('what the library calls an option', () => {
  const names = { 'options.identity': '--identity', 'options.retain.ms': '--retain-age' };

  it.each([
    ['options.identity gives no key', '--identity gives no key'],
    ['options.identity[0].file gives no key', '--identity gives no key'],
    ['options.identity[2].env gives no key', '--identity 3 gives no key'],
    ['options.retain.ms is a time', '--retain-age is a time'],
    ['options.other is unknown', 'options.other is unknown'],
    ['make one with enrollWriter({ stateDir, rootKey })', 'make one with logsieve enroll'],
  ])('%s is told as %s', (text, told) => {
    expect(inOptions(text, names)).toBe(told);
  });
});

describe('a fault', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each([
    [
      new LogsieveError('ERR_LOGSIEVE_OPTIONS', 'options.who is', { hint: 'mend it' }),
      '--who is (mend it) [ERR_LOGSIEVE_OPTIONS]',
    ],
    [
      new AgeError('ERR_LOGSIEVE_AGE_FORMAT', 'the age file is no file'),
      'the age file is no file [ERR_LOGSIEVE_AGE_FORMAT]',
    ],
    [Object.assign(new Error('canary'), { code: 'ENOSPC' }), 'failed (ENOSPC) [ERR_LOGSIEVE_COMMAND]'],
    [Object.assign(new Error('canary'), { code: 'canary' }), 'failed (unknown) [ERR_LOGSIEVE_COMMAND]'],
    ['canary', 'failed (unknown) [ERR_LOGSIEVE_COMMAND]'],
  ])('is told without what others put into errors', (fault, told) => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    tellFault(fault);
    expect(write.mock.calls.map(([text]) => text)).toEqual([`logsieve: ${told}\n`]);
  });
});
