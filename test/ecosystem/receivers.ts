import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A server on the loopback address that keeps what it is sent. */
export interface Receiver {
  readonly port: number;
  /** The body of each request, or all that came over the sockets. */
  bodies(): readonly Buffer[] | Promise<readonly Buffer[]>;
  /** What came so far, as text. */
  soFar(): string;
  close(): Promise<void>;
}

/** One that has what it got at hand. */
export interface HttpReceiver extends Receiver {
  bodies(): readonly Buffer[];
}

/** Answers every HTTP request with an empty object, and keeps those to `path`, or all. */
export async function receiveHttp(path?: string): Promise<HttpReceiver> {
  const bodies: Buffer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const wanted = path === undefined || request.url === path;
      if (wanted) bodies.push(request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body);
      response.setHeader('content-type', request.headers['content-type'] ?? 'application/json');
      response.end(request.headers['content-type'] === 'application/x-protobuf' ? '' : '{}');
    });
  });
  return {
    port: await listen(server),
    bodies: () => bodies,
    soFar: () => bodies.join(''),
    close: () => close(server),
  };
}

/** Takes what comes over TCP. */
export async function receiveTcp(): Promise<Receiver> {
  const bodies: Buffer[] = [];
  const server = createTcpServer((socket) => {
    socket.on('data', (chunk) => bodies.push(chunk));
    socket.on('error', () => undefined);
  });
  return {
    port: await listen(server),
    bodies: () => bodies,
    soFar: () => bodies.join(''),
    close: () => close(server),
  };
}

/** A port that was free a moment ago, for a server of another process. */
export async function freePort(): Promise<number> {
  const server = createTcpServer();
  const port = await listen(server);
  await close(server);
  return port;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  (server as { closeAllConnections?: () => void }).closeAllConnections?.();
  await closed;
}
