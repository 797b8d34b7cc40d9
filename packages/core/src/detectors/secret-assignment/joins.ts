const SIGNS = '= : | \\u - </ <![ ", \', `, ( <> .. \\d'.split(' ');
/** How words begin that stand between a name and its value. */
const WORDS = 'is was are eq will has got se ch up re ro to as fr fo of wi ha la es er war sho like'.split(
  ' ',
);
/** Names, and words in front of names, that anything behind them is the value of. */
const NAMES =
  'pass pw psw mdp senord adgangsk kennwort contrase senha wachtwoord haslo heslo lozinka salasana parola masterauth cred code phrase';
const GIVES = 'set env arg put add enable';

/** Every text in which a name is given a value has one of these, or a digit. */
export const JOINS: readonly string[] = [
  ...SIGNS,
  ...WORDS.map((word) => `\\s${word}`),
  ...`${NAMES} ${GIVES}`.split(' '),
];
