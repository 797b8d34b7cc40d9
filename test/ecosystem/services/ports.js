// Loaded before a program of the page: its server listens on a free port of the loopback address whatever port it
// names, the test is told which, and a word from the test closes it.
import { Server } from 'node:net';
import { isMainThread } from 'node:worker_threads';

const NAMED = 3000;
const servers = [];

if (isMainThread && process.send !== undefined) {
  const { listen } = Server.prototype;
  Server.prototype.listen = function (...args) {
    const port = typeof args[0] === 'object' ? args[0]?.port : args[0];
    if (port !== NAMED) return listen.apply(this, args);
    servers.push(this);
    this.once('listening', () => process.send({ port: this.address().port }));
    const callback = args.findLast((arg) => typeof arg === 'function');
    return listen.call(this, { port: 0, host: '127.0.0.1' }, callback);
  };
  process.on('message', () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections?.();
    }
    if (process.connected) process.disconnect();
  });
  // A program without a server ends by itself.
  process.channel?.unref();
}
