import { membersOf, textsOf, withoutBlanks } from './members.js';
import type { Structure } from './structure.js';

/**
 * The value of a `Cookie` header, RFC 6265, section 4.2.1, as servers read it: values without the quotes around them,
 * decoded where they are percent-encoded UTF-8. What has no name or no `=` is no cookie. Values are written
 * percent-encoded, names as they are.
 */
export const cookies: Structure = {
  shape: { '*': 'text' },
  read: (text) => membersOf(text.split(';').flatMap(readCookie)),
  write: (json) =>
    textsOf(JSON.parse(json) as object)
      .map(([name, value]) => `${name}=${encodeURIComponent(value.replace(LONE_SURROGATE, '\ufffd'))}`)
      .join('; '),
};

/** What cannot be encoded. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

function readCookie(pair: string): [string, string][] {
  const at = pair.indexOf('=');
  const name = withoutBlanks(pair.slice(0, Math.max(at, 0)));
  return name === '' ? [] : [[name, decode(unquote(withoutBlanks(pair.slice(at + 1))))]];
}

function unquote(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
