/** What the name of a member says about what is in it, as far as that decides which rule to advise. */
import { classifyName, hasHint, toWords } from '../detectors/secret-assignment/name.js';

/** `person` is who somebody is, `personal` what nobody needs in a log about somebody. */
export type Meaning = 'secret' | 'personal' | 'person' | 'email' | 'ip' | 'phone' | 'card';

/** The meaning of the last of the names that lead to a member, indexes apart. */
export function meaningOf(names: readonly string[]): Meaning | undefined {
  const [name = '', parent = ''] = names.filter((one) => !/^\d+$/.test(one)).reverse();
  if (hasHint(name) && classifyName(name) !== undefined) return 'secret';
  const words = toWords(name).map(singular);
  const last = words.at(-1) ?? '';
  if (words.includes('id') && words.some((word) => PERSONAL.has(word))) return 'personal';
  const known = [...words, words.join('')]
    .map((word) => MEANINGS.get(word))
    .find((meaning) => meaning !== undefined);
  if (known !== undefined) return known;
  if (PERSONS.has(words.join(''))) return 'person';
  const before = words.length > 1 ? words.at(-2) : toWords(parent).map(singular).at(-1);
  return OF_PERSONS.has(last) && (WHO.has(before ?? '') || (last === 'name' && NAMES.has(before ?? '')))
    ? 'person'
    : undefined;
}

function singular(word: string): string {
  return word.length > 2 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const PERSONAL = list('tax national identity insurance');
const MEANINGS: ReadonlyMap<string, Meaning> = new Map(
  Object.entries({
    email: 'email mail emailaddress',
    ip: 'ip ipaddress ipaddr ipv remoteaddress remoteaddr',
    phone: 'phone mobile tel telephone fax msisdn',
    card: 'card iban pan',
    personal: 'ssn passport dob birth birthday birthdate birthplace gender religion salary',
  } satisfies Partial<Record<Meaning, string>>).flatMap(([meaning, words]) =>
    words.split(' ').map((word) => [word, meaning as Meaning] as const),
  ),
);
/** Names that are those of persons by themselves. */
const PERSONS = list(
  'uid userid username login nickname firstname lastname fullname surname displayname givenname familyname',
);
const OF_PERSONS = list('id uid uuid name login handle');
const WHO = list(
  'user customer client member account owner patient employee person contact subscriber visitor student driver author guest',
);
const NAMES = list('first last full given family middle maiden display nick');
