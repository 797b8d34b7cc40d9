// A process that fails as services do, with its built packages. Arguments: the scene, `protected` or `plain`, a
// file for the log, and a secret that an operator put on the command line.
import { appendFileSync } from 'node:fs';
import { logsieve } from '@logsieve/winston';
import winston from 'winston';
import Transport from 'winston-transport';

const [, , scene, guard, filename, argument] = process.argv;
const secret = argument.slice('--db-password='.length);

/** Writes at once: after an exception, the process may end before winston's own File has opened its file or written. */
class File extends Transport {
  log(info, next) {
    appendFileSync(filename, `${info[Symbol.for('message')]}\n`);
    next();
    this.emit('finish');
  }
}

const file = () => new File();
const handlers = {
  exception: { exceptionHandlers: [file()] },
  rejection: { rejectionHandlers: [file()] },
};
const logger = winston.createLogger(handlers[scene] ?? {});
if (guard === 'protected') logsieve(logger, { policy: { logsieve: 1 } });

if (scene === 'no-transports') logger.info('nobody listens', { secret });
else fail(scene);

function fail(kind) {
  const error = Object.assign(new TypeError(`cannot serve ${secret}`), { detail: secret });
  if (kind === 'exception') throw error;
  void Promise.reject(error);
}
