import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, inflateSync } from 'node:zlib';

/** A collector of New Relic on the loopback address. */
export interface Collector {
  readonly port: number;
  /** The certificate that an agent has to trust. */
  readonly certificate: string;
  /** What agents sent as their logs. */
  logs(): readonly unknown[];
  /** All that they sent. */
  received(): string;
  close(): void;
}

/** Why no collector can be started: it needs openssl for its certificate. */
export function whyNoCollector(): string | undefined {
  return spawnSync('openssl', ['version']).status === 0 ? undefined : 'openssl is not installed';
}

/** Starts a collector that accepts every agent. */
export async function startCollector(): Promise<Collector> {
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-collector-'));
  const { key, certificate } = createCertificate(folder);
  const bodies = new Map<string, string>();
  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const method = new URL(request.url ?? '', 'https://x').searchParams.get('method') ?? '';
        const text = unpacked(Buffer.concat(chunks), request.headers['content-encoding']);
        bodies.set(method, (bodies.get(method) ?? '') + text);
        response.end(JSON.stringify({ return_value: answerTo(method, port) }));
      });
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    certificate,
    logs: () => JSON.parse(bodies.get('log_event_data') ?? '[]') as unknown[],
    received: () => [...bodies.values()].join('\n'),
    close: () => {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answerTo(method: string, port: number): unknown {
  if (method === 'preconnect') return { redirect_host: `127.0.0.1:${port}` };
  if (method === 'connect') return { agent_run_id: 17, collect_traces: false };
  return [];
}

function unpacked(body: Buffer, encoding: string | undefined): string {
  if (encoding === 'gzip') return gunzipSync(body).toString();
  return (encoding === 'deflate' ? inflateSync(body) : body).toString();
}

function createCertificate(folder: string): { readonly key: string; readonly certificate: string } {
  const key = join(folder, 'key.pem');
  const certificate = join(folder, 'certificate.pem');
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-keyout', key, '-out', certificate, ...subject],
  ]);
  if (made.status !== 0) throw new Error('openssl made no certificate');
  return { key, certificate };
}
