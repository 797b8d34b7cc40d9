/** A pino logger, its children and errors, with one line for logsieve. `node examples/pino-basic.js` */
import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { counters, logsieve } from '@logsieve/pino';

// A service gets its key from its environment; here one is made up.
process.env.USERS_KEY ??= randomBytes(32).toString('base64');

const policy = {
  logsieve: 1,
  fields: {
    'user.id': { pseudonymize: { key: 'users' } },
    'user.email': { mask: 'email' },
    plan: { keep: 'string', enum: ['free', 'pro'] },
  },
  keys: { users: { active: 'k1', ring: { k1: { env: 'USERS_KEY' } } } },
};

const log = logsieve(pino(), { policy });

const user = { id: 'u-1017', email: 'jane.doe@example.com', password: 'hunter2-canary' };
log.info({ user, plan: 'pro', latencyMs: 12.5 }, 'login of %s', user.email);
log.child({ user }).error(new TypeError(`no account for ${user.email}`));

console.error(counters(log));
