import { describe, expect, it } from 'vitest';
import { readOptions } from './options.js';

describe('the options', () => {
  it('run all parts, or those that can choose where a record or a contender is named', () => {
    expect(readOptions([])?.parts).toEqual([
      'in-process',
      'transport',
      'memory',
      'conversations',
      'growth',
      'bulk',
      'store',
      'sealed',
    ]);
    expect(readOptions(['--only', 'lines'])?.parts).toEqual(['in-process', 'transport', 'memory']);
    expect(readOptions(['--part', 'bulk'])?.parts).toEqual(['bulk']);
  });

  it.each([['--part', 'none'], ['--record', 'none'], ['--only', 'none'], ['--rounds', '0'], ['--none']])(
    'refuse %s %s',
    (...args) => {
      expect(readOptions(args.filter((arg) => arg !== undefined))).toBeUndefined();
    },
  );
});
