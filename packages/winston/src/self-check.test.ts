import type TransportStream from 'winston-transport';
import { createLogger, Logger } from 'winston';
import { describe, expect, it } from 'vitest';
import { capture } from '../testing/capture.js';
import { logsieve } from './index.js';

type Configure = (options: { transports?: TransportStream[] }) => void;

describe('the self-check', () => {
  it('tells nothing to a transport that a tracer gives to every new logger', () => {
    const tracer = capture();
    const prototype = Logger.prototype as unknown as { configure: Configure };
    const { configure } = prototype;
    prototype.configure = function (options) {
      configure.call(this, { ...options, transports: [...(options.transports ?? []), tracer.transport] });
    };
    try {
      const { transport, records } = capture();
      const log = logsieve(createLogger({ transports: [transport] }));
      expect(tracer.infos).toEqual([]);
      log.info('ready');
      expect(records()).toEqual([{ level: 'info', message: 'ready' }]);
      expect(tracer.records()).toEqual([{ level: 'info', message: 'ready' }]);
    } finally {
      prototype.configure = configure;
    }
  });
});
