// A process that fails as services do, with its built packages. Arguments: the scene, `protected` or `plain`, a
// file for the log, and a secret that an operator put on the command line.
import { logsieve } from '@logsieve/winston';
import winston from 'winston';

const [, , scene, guard, filename, argument] = process.argv;
const secret = argument.slice('--db-password='.length);

const file = () => new winston.transports.File({ filename });
const handlers = {
  exception: { exceptionHandlers: [file()] },
  rejection: { rejectionHandlers: [file()] },
};
const logger = winston.createLogger(handlers[scene] ?? {});
if (guard === 'protected') logsieve(logger, { policy: { logsieve: 1 } });

if (scene === 'no-transports') logger.info('nobody listens', { secret });
else setTimeout(() => fail(scene), 10);

function fail(kind) {
  const error = Object.assign(new TypeError(`cannot serve ${secret}`), { detail: secret });
  if (kind === 'exception') throw error;
  void Promise.reject(error);
}
