/** Measuring in a process of its own: with flags of Node, held to processors, or away from what ran before. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const HERE = fileURLToPath(import.meta.url);

// Not awaited: the module that it loads waits for this one. A rejection ends the process with 1.
if (process.argv[1] === HERE) void answer();

/**
 * What `measure(options)` of a module gives, by JSON, from a process that has these flags and, through taskset, these
 * processors. Throws where it fails.
 */
export function measureInChild(moduleUrl, options, { flags = [], processors } = {}) {
  const node = [process.execPath, ...flags, HERE, fileURLToPath(moduleUrl), JSON.stringify(options)];
  const [command, ...args] =
    processors === undefined ? node : ['taskset', '-c', processors.join(','), ...node];
  const settings = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 };
  return JSON.parse(execFileSync(command, args, settings));
}

async function answer() {
  const [, , file, options] = process.argv;
  const { measure } = await import(pathToFileURL(file).href);
  process.stdout.write(JSON.stringify(await measure(JSON.parse(options))));
}
