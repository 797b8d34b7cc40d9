/** Recognizers by the module that exports them: functions cannot be given to a thread, the name of a module can. */
// By name, webpack would take the call for one that it can resolve when it builds.
import nodeModule from 'node:module';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LogsieveError } from '../../errors.js';
import type { Recognizer } from '../../recognizers/recognizer.js';
import { wrongOption } from '../options.js';

/** Where recognizers are, for threads that load them themselves. */
export interface RecognizerModule {
  /** A file, `./recognizers.js`, relative to `cwd`; a package, found from there; or the `file:` URL of a module. */
  readonly module: string | URL;
  /** What of it, in the order in which they run: recognizers, and lists of them. Default `['recognizers']`. */
  readonly exports?: readonly string[] | undefined;
}

/** A module that was found. Plain data. */
export interface FoundModule {
  readonly url: string;
  readonly exports: readonly string[];
}

/** Finds the module; loads nothing. Throws `LogsieveError` (`ERR_LOGSIEVE_OPTIONS`). */
export function findModule(option: RecognizerModule, cwd: string): FoundModule {
  const { module, exports = ['recognizers'], ...unknown } = option;
  const [further] = Object.keys(unknown);
  if (further !== undefined)
    throw wrongOption(`options.recognizers.${further}`, '"module" and "exports" only');
  if (!isNames(exports)) {
    throw wrongOption('options.recognizers.exports', 'a list of names of exports, as ["names", "places"]');
  }
  const path = pathOf(module, cwd);
  if (path === undefined) {
    throw wrongOption(
      'options.recognizers.module',
      'a file that is there, with ./ before it, or a package that is installed',
    );
  }
  return { url: pathToFileURL(path).href, exports: [...exports] };
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string');
}

function pathOf(module: unknown, cwd: string): string | undefined {
  try {
    const isUrl = module instanceof URL || (typeof module === 'string' && module.startsWith('file:'));
    const specifier = isUrl ? fileURLToPath(module) : module;
    const path = nodeModule.createRequire(join(cwd, 'policy')).resolve(specifier as string);
    return isAbsolute(path) ? path : undefined;
  } catch {
    // Not found; the reason holds more than anybody asked for.
    return undefined;
  }
}

/** Loads what was found. Rejects with `LogsieveError` (`ERR_LOGSIEVE_OPTIONS`); what is no recognizer is found out later. */
export async function loadRecognizers({ url, exports }: FoundModule): Promise<readonly Recognizer[]> {
  const loaded = await load(url);
  return exports.flatMap((name) => {
    // A list that somebody changes later is none of ours.
    if (Object.hasOwn(loaded, name)) return loaded[name] as Recognizer | Recognizer[];
    throw wrongOption('options.recognizers.exports', 'names of what the module exports');
  });
}

async function load(url: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(/* webpackIgnore: true */ /* @vite-ignore */ url)) as Record<string, unknown>;
  } catch {
    // What the module throws may be anything.
    throw new LogsieveError('ERR_LOGSIEVE_OPTIONS', 'the module of the recognizers cannot be loaded', {
      path: 'options.recognizers.module',
      hint: 'import it yourself to see why',
    });
  }
}
