import { isNoSecret } from './no-secret.js';
import type { Span } from './quoted.js';
import { isReference } from './reference.js';

/** What reads a secret from its input. */
const READERS = [
  String.raw`sudo(?:[ ]-{1,2}[\w-]{1,20}(?:[ =][\w.-]{1,32})?){0,4}?[ ](?:-[A-Za-z]{0,4}S|--stdin)\b`,
  String.raw`[^|\n]{0,120}?(?:--pass(?:word|phrase)-(?:stdin|fd)|-pass(?:in|out)? stdin|\bpasswd[^|\n]{0,40}--stdin|\bchpasswd|\bsmbpasswd|--token-stdin|--with-token)`,
].join('|');
const WORD = String.raw`(?:"([^"\n]{1,128})"|'([^'\n]{1,128})'|([^\s"'|;&<>]{1,128}))`;
const PIPED = new RegExp(
  String.raw`(?<![\w.-])(?:echo|printf)(?:[ ]-[neE]{1,3})?(?:[ ](?:"%s(?:\\n)?"|'%s(?:\\n)?'|%s(?:\\n)?))?[ ]${WORD}[ ]?\|[ ]?(?:${READERS})`,
  'dg',
);
/** Behind three signs: `sudo -S <<< x`. */
const HERE = new RegExp(String.raw`(?:${READERS})[^|\n<]{0,120}<<<[ ]?${WORD}`, 'dg');

/** Every text with such a secret has one of these, or the name of a secret. */
export const PIPED_TRIGGERS: readonly string[] = ['sudo -'];

/** What is given to the input of a command that reads a secret there: `echo x | sudo -S`. */
export function findPiped(text: string): Span[] {
  const values: Span[] = [];
  if (/\b(?:echo|printf) /.test(text)) collect(text, PIPED, values);
  if (text.includes('<<<')) collect(text, HERE, values);
  return values;
}

function collect(text: string, form: RegExp, values: Span[]): void {
  for (const { 0: whole, indices = [] } of text.matchAll(form)) {
    const [at, end] = indices.slice(1).find((group) => group !== undefined) ?? [0, 0];
    // Of `user:x` for several users the second part.
    const start = at + (/chpasswd/.test(whole) ? text.slice(at, end).indexOf(':') + 1 : 0);
    if (end > start && !isReference(text, start) && !isNoSecret(text, { start, end }))
      values.push({ start, end });
  }
}
