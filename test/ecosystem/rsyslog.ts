import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort, type Receiver } from './receivers.js';

/** Debian keeps it where only root's path leads. */
const ENV = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` };

/** Why there is no rsyslog here; undefined where there is one. */
export function whyNoRsyslog(): string | undefined {
  const { error, status } = spawnSync('rsyslogd', ['-v'], { env: ENV });
  return error === undefined && status === 0
    ? undefined
    : 'rsyslogd is not installed (apt-get install rsyslog)';
}

/**
 * Starts a syslog daemon on the loopback address, for messages over TCP. What it received is one JSON object a
 * message, given once there are `count`; rejects where they do not come in time.
 */
export async function startRsyslog(count: number): Promise<Receiver> {
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-rsyslog-'));
  const port = await freePort();
  const output = join(folder, 'received.log');
  writeFileSync(join(folder, 'rsyslog.conf'), configuration(folder, output, port));
  const args = ['-n', '-f', join(folder, 'rsyslog.conf'), '-i', join(folder, 'pid')];
  const daemon = spawn('rsyslogd', args, { env: ENV, stdio: 'ignore' });
  await until(() => accepts(port), 'rsyslogd does not listen');
  const received = () => (existsSync(output) ? readFileSync(output, 'utf8') : '');
  return {
    port,
    bodies: async () => {
      await until(() => received().split('\n').length > count, 'the messages did not come');
      return [Buffer.from(received())];
    },
    soFar: received,
    close: () => stop(daemon, folder),
  };
}

const configuration = (folder: string, output: string, port: number) => `
global(workDirectory="${folder}")
module(load="imtcp")
input(type="imtcp" port="${port}" address="127.0.0.1")
template(name="whole" type="string" string="{\\"severity\\":\\"%syslogseverity-text%\\",\\"app\\":\\"%app-name%\\",\\"host\\":\\"%hostname%\\",\\"msg\\":%msg%}\\n")
action(type="omfile" file="${output}" template="whole")
`;

async function stop(daemon: ChildProcess, folder: string): Promise<void> {
  if (daemon.exitCode === null) {
    const exited = once(daemon, 'exit');
    daemon.kill('SIGTERM');
    await exited;
  }
  rmSync(folder, { recursive: true, force: true });
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function until(holds: () => boolean | Promise<boolean>, otherwise: string): Promise<void> {
  for (const end = Date.now() + 15_000; Date.now() < end; await wait(50)) if (await holds()) return;
  throw new Error(otherwise);
}
