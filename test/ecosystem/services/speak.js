// What an application says to its logger, with data in every place.
import { canaries, failure } from './shop.js';

const fields = {
  requestId: 'speak-17',
  latencyMs: 12.5,
  status: 201,
  req: {
    method: 'POST',
    url: `/login/${canaries.path}?token=${canaries.query}`,
    headers: { cookie: canaries.cookie },
  },
  user: { name: canaries.nested, [canaries.key]: canaries.value },
  body: { password: canaries.password },
  data: Buffer.from(canaries.bytes),
};

/** By pino. */
export function speak(log) {
  log.info(fields, 'login of %s', `${canaries.email}@example.com`);
  log.child({ session: canaries.binding, reqId: 'child-17' }).warn({ total: 2 }, 'busy');
  log.error(failure(canaries));
}

/** By winston. */
export function speakToWinston(log) {
  log.info('logged in', fields);
  log.info('login of %s', `${canaries.email}@example.com`);
  log.child({ session: canaries.binding, reqId: 'child-17' }).warn('busy', { total: 2 });
  log.error(failure(canaries));
}
