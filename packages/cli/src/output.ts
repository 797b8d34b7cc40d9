/** Standard output: a reader that goes away, a disk that is full, a terminal that obeys. */
import { LogsieveError } from '@logsieve/core';
import { systemCode } from '@logsieve/core/node';

let failure: unknown;
let isGuarded = false;

/** To be called first: without it, a reader that goes away would end the process with a stack. */
export function guardStreams(): void {
  if (isGuarded) return;
  isGuarded = true;
  process.stdout.on('error', (error) => {
    failure ??= error;
  });
  process.stderr.on('error', () => undefined);
}

/** Writes text, or whole lines of it. False where nobody reads any more; throws `LogsieveError` where it cannot be written for another reason. */
export async function write(text: string | Uint8Array): Promise<boolean> {
  if (failure === undefined) {
    // As it is in a file, for a terminal without what would move its cursor.
    const shown = process.stdout.isTTY ? spellOut(text) : text;
    await new Promise<void>((resolve) => {
      process.stdout.write(shown, (error) => {
        failure ??= error ?? undefined;
        // In a turn of its own: signals are heard between two.
        setImmediate(resolve);
      });
    });
  }
  return isRead();
}

const BLOCK_LENGTH = 64 * 1024;

/** Lines that are written in blocks. `add` waits for a reader that is slow; both give what `write` does. */
export function createLines() {
  let block = '';
  const flush = async (): Promise<boolean> => {
    const text = block;
    block = '';
    return text === '' ? isRead() : write(text);
  };
  return {
    flush,
    add: async (line: string): Promise<boolean> => {
      block += `${line}\n`;
      return block.length < BLOCK_LENGTH || flush();
    },
  };
}

function isRead(): boolean {
  if (failure === undefined) return true;
  const code = systemCode(failure);
  if (code === 'EPIPE') return false;
  throw new LogsieveError(
    'ERR_LOGSIEVE_COMMAND',
    `standard output cannot be written (${code ?? 'unknown'})`,
    { hint: 'look at the disk, or the program, that it leads to' },
  );
}

/** A name that is to be part of one line, whatever is in it. */
export function inOneLine(name: string): string {
  return name.replace(CONTROLS, escapeUnit).replaceAll('\n', '\\u000a');
}

function spellOut(text: string | Uint8Array): string {
  const decoded = typeof text === 'string' ? text : Buffer.from(text).toString();
  return decoded.replace(CONTROLS, escapeUnit);
}

const CONTROLS = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/gu;

function escapeUnit(unit: string): string {
  return `\\u${(unit.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
