import { Command } from 'commander';
import type { VerbGroup } from '../../verb.js';
import { check } from './check.js';
import { test } from './test.js';

/** What is done with policies themselves. */
export const policy: VerbGroup = {
  describe: () => new Command('policy').description('Check a policy, or run its own tests.'),
  verbs: [check, test],
};
