import { isQuote } from '../characters.js';
import { readQuoted, type Span } from './quoted.js';
import { isNoSecret } from './no-secret.js';
import { isReference } from './reference.js';
import { wordEnd } from './value.js';

/** Between a flag and its value; in a list of arguments there are quotes and a comma. */
const NEXT = String.raw`(?:=|[ \t]{1,3}|["'],[ \t]{0,3}(?=["']))["']?`;
/** The same, or nothing. */
const JOINED = String.raw`(?:${NEXT})?["']?`;
/** In front of what is replaced. */
const REPLACED = String.raw`[rR][eE][pP][lL][aA][cC][eE][ \t]{1,3}["'\x60]?`;
const USER = String.raw`[^\s:"',]{1,64}:`;

/** Programs, and what stands between a space or quote and the secret that a flag of theirs takes: elsewhere it means something else. */
const COMMANDS: readonly (readonly [name: string, before: string])[] = [
  ['curl', `(?:-[uU]${JOINED}|--(?:proxy-)?user${NEXT})${USER}`],
  ['https?|xh', `-a${NEXT}${USER}`],
  ['mysql[\\w-]*|mariadb[\\w-]*|mycli', String.raw`-p(?=[^\s"',])`],
  ['sshpass|7z[ar]?|u?n?rar', `-p${JOINED}`],
  [
    'mongo[a-z]*|arangosh|influx|hdbsql|cqlsh|rabbitmqadmin|psexec(?:64)?|evil-winrm|cypher-shell|snowsql|hydra|medusa|ncrack|netexec|crackmapexec',
    `-p${NEXT}`,
  ],
  ['(?:docker|podman|oc|az|cf|helm|skopeo|buildah)(?:[ \\t]registry)?["\']?,?[ \\t]["\']?login', `-p${NEXT}`],
  ['redis-cli|valkey-cli', `-a${NEXT}`],
  ['ldappasswd', `-[aws]${NEXT}`],
  ['ldap[a-z]{3,8}', `-w${NEXT}`],
  ['ssh-keygen', `-[NP]${NEXT}`],
  ['schtasks', '/[rR][pP][ \\t]{1,3}["\']?'],
  ['sqlcmd|bcp|isql|osql|ipmitool|unzip|zip|mosquitto_(?:pub|sub|passwd)', `-P${NEXT}`],
  ['smbclient|rpcclient|net[ \\t](?:rpc|ads)', `-U${NEXT}[^\\s%"']{1,64}%`],
  ['lftp', String.raw`-u${NEXT}[^\s,"']{1,64},`],
  [String.raw`net[ \t]{1,2}user`, String.raw`(?!\/)[^\s"'/]{1,64}[ \t]{1,2}(?=[^\s/]{1,128}[ \t]{1,2}\/)`],
  [
    String.raw`net[ \t]{1,2}use`,
    String.raw`(?:\w:|\*|\\{2,4})\S{0,200}[ \t](?:\\{2,4}\S{1,200}[ \t])?(?=[^\s/]{1,128}[ \t]{1,2}\/user:)`,
  ],
  ['(?:x|w|sdl-?)?freerdp\\d?|mstsc', '/p:'],
  ['pragma[ \\t]{1,3}(?:hex|re)?key', String.raw`(?<=^[ \t]{1,3})=?[ \t]{0,3}["']`],
  ['sqlplus|expdp|impdp|sqlldr', String.raw`[A-Za-z]\w{0,29}\/(?!@)`],
  ['openssl', '-pass(?:in|out)?[ \\t]["\']?pass:'],
  ['htpasswd', String.raw`-\w{0,8}b\w{0,8}[ \t]{1,3}\S{1,128}[ \t]{1,3}\S{1,64}[ \t]{1,3}["']?`],
  ['ConvertTo-SecureString', String.raw`(?:-String[ \t])?["'](?=[^"'$])`],
  [
    'identified(?:[ \\t]{1,3}with[ \\t]{1,3}["\'`]?\\w{1,40}["\'`]?)?',
    String.raw`(?<=^[ \t]{1,3})(?:[bB][yY]|[aA][sS])[ \t]{1,3}(?:[pP][aA][sS]{2}[wW][oO][rR][dD][ \t])?["'\x60]|${REPLACED}`,
  ],
  [
    '(?:(?:create|alter)[ \\t]{1,3}user|grant[ \\t]{1,3}[\\w ,.*]{1,80}[ \\t]to)[ \\t]{1,3}\\S{1,64}[ \\t]{1,3}identified',
    String.raw`(?<=^[ \t]{1,3})(?:[wW][iI][tT][hH][ \t]{1,3}["'\x60]?\w{1,40}["'\x60]?[ \t]{1,3})?[bB][yY][ \t]{1,3}["'\x60]?|${REPLACED}`,
  ],
  ['rabbitmqctl[ \\t](?:add_user|change_password)', String.raw`[^\s"'-][^\s"']{0,63}["']?[ \t]{1,3}["']?`],
];

/** Every text with such a secret has one of these. */
export const COMMAND_TRIGGERS: readonly string[] = [
  ...['u', 'p', 'a', 'w'].flatMap((flag) => [`\\s-${flag}`, `"-${flag}`, `'-${flag}`]),
  ...[
    '--user',
    '--proxy-user',
    'sqlplus',
    'expdp',
    'impdp',
    'sqlldr',
    'rabbitmqctl',
    'convertto-',
    'identified',
    'net use',
    'freerdp',
    'pragma ',
    '/rp ',
  ],
];

/** The same for the line engine, where a space stands for all that no word is made of. */
export const COMMAND_SIGNS: readonly string[] = [
  ...[' -u', ' -p', ' -a', ' -w', ' --user', ' --proxy-u'],
  ...['sqlplus', 'expdp', 'impdp', 'sqlldr', 'rabbitmqctl', 'convertto-', 'identified', 'net use'],
  ...['freer', 'pragm', ' rp '],
];

const NAME = new RegExp(
  String.raw`(?<![\w.-])(?:${COMMANDS.map(([name]) => `(${name})`).join('|')})(?=["']?,?[ \t]|["'],["'])`,
  'gi',
);
const BEFORE = COMMANDS.map(([, before]) => new RegExp(String.raw`(?<=[\s"'])(?:${before})`, 'g'));

/** A flag or one of the programs that need none: spares most texts the search for a program. */
const MAY_HOLD =
  /[\s"']-{1,2}[a-z]|sqlplus|expdp|impdp|sqlldr|rabbitmqctl|identified|net[ \t]{1,2}use|freerdp|pragma|\/rp[ \t]/i;

/** How much of what a program is given is looked at. */
const REACH = 512;

/** What is secret because of where it stands on a command line: `curl -u ada:x`, `mysql -px`. */
export function findInCommands(text: string): Span[] {
  if (!MAY_HOLD.test(text)) return [];
  const values: Span[] = [];
  const names = NAME;
  names.lastIndex = 0;
  for (let match = names.exec(text); match !== null; match = names.exec(text)) {
    const from = names.lastIndex;
    const given = /^[^\r\n]*/.exec(text.slice(from, from + REACH))?.[0] ?? '';
    const before = BEFORE[match.slice(1).findIndex((name) => name !== undefined)];
    for (const { index, 0: flag } of before === undefined ? [] : given.matchAll(before)) {
      const start = from + index + flag.length;
      const end = commandWordEnd(text, start);
      if (end > start && !isReference(text, start) && !isNoSecret(text, { start, end }))
        values.push({ start, end });
    }
  }
  return values;
}

/** In quotes up to the closing one; of `scott/tiger@db` the part before the at sign. */
function commandWordEnd(text: string, start: number): number {
  const quoted = isQuote(text.charCodeAt(start - 1)) ? readQuoted(text, start - 1) : undefined;
  if (quoted !== undefined && quoted.start === start) return quoted.end;
  const end = wordEnd(text, start);
  if (text[start - 1] !== '/') return end;
  const at = text.slice(start, end).indexOf('@');
  return at < 0 ? end : start + at;
}
