/**
 * Phone numbers: for each country the calling code, its trunk prefix, and national numbers as they are written there.
 * In a form, N is any digit, Z 1 to 9, X 2 to 9; a space stands where people put a separator. Calling codes and number
 * plans: ITU-T E.164 and the national plans that the ITU publishes (Operational Bulletin, "National Numbering Plans").
 */
const PLANS = [
  { weight: 8, code: '1', trunk: '', forms: americanForms() },
  {
    weight: 4,
    code: '44',
    trunk: '0',
    forms: ['20 7NNN NNNN', '7712 NNNNNN', '7973 NNN NNN', '161 XNN NNNN', '1865 XNNNNN'],
  },
  {
    weight: 4,
    code: '49',
    trunk: '0',
    forms: ['30 XNNNNNNN', '151 XNNNNNNN', '171 XNNNNNN', '89 XNNNNNN', '176 XNNNNNNN'],
  },
  { weight: 3, code: '33', trunk: '0', forms: ['6 1N NN NN NN', '1 4N NN NN NN', '6 7N NN NN NN'] },
  { weight: 2, code: '34', trunk: '', forms: ['6XN NNN NNN', '91 2NN NN NN', '93 4NN NN NN'] },
  { weight: 2, code: '39', trunk: '', forms: ['347 NNN NNNN', '333 NNNNNNN', '06 6NNN NNNN'] },
  { weight: 2, code: '31', trunk: '0', forms: ['6 1NNN NNNN', '6 5NNNNNNN', '20 6NN NNNN'] },
  { weight: 1, code: '32', trunk: '0', forms: ['47X NN NN NN', '2 5NN NN NN'] },
  { weight: 1, code: '41', trunk: '0', forms: ['79 XNN NN NN', '44 XNN NN NN'] },
  { weight: 1, code: '43', trunk: '0', forms: ['664 XNNNNNN', '1 5NNNNNN'] },
  { weight: 1, code: '48', trunk: '', forms: ['60N NNN NNN', '22 6NN NN NN'] },
  { weight: 1, code: '46', trunk: '0', forms: ['70 XNN NN NN', '8 50N NNN NN'] },
  { weight: 1, code: '47', trunk: '', forms: ['9XN NN NNN', '41N NN NNN'] },
  { weight: 1, code: '45', trunk: '', forms: ['26 NN NN NN', '40 NN NN NN'] },
  { weight: 1, code: '351', trunk: '', forms: ['91N NNN NNN', '21X NNN NNN'] },
  { weight: 1, code: '353', trunk: '0', forms: ['87 XNN NNNN', '1 6NN NNNN'] },
  { weight: 3, code: '91', trunk: '0', forms: ['98NNN NNNNN', '97NNNNNNNN', '80 2XNN NNNN'] },
  { weight: 2, code: '55', trunk: '0', forms: ['11 9XNNN-NNNN', '21 2XNN-NNNN'] },
  { weight: 1, code: '52', trunk: '', forms: ['55 XNNN NNNN', '33 3XNN NNNN'] },
  { weight: 2, code: '61', trunk: '0', forms: ['41X NNN NNN', '2 9XNN NNNN', '3 3XNN NNNN'] },
  { weight: 2, code: '81', trunk: '0', forms: ['90 XNNN NNNN', '3 5XNN NNNN', '80 XNNN NNNN'] },
  { weight: 2, code: '86', trunk: '0', forms: ['138 NNNN NNNN', '139NNNNNNNN', '10 6XNN NNNN'] },
  { weight: 1, code: '82', trunk: '0', forms: ['10 4NNN NNNN', '2 5XN NNNN'] },
  { weight: 1, code: '7', trunk: '8', forms: ['916 NNN-NN-NN', '903 NNN NN NN'] },
  { weight: 1, code: '27', trunk: '0', forms: ['82 NNN NNNN', '21 4NN NNNN'] },
  { weight: 1, code: '234', trunk: '0', forms: ['803 NNN NNNN', '806 NNN NNNN'] },
  { weight: 1, code: '254', trunk: '0', forms: ['72X NNNNNN', '71X NNNNNN'] },
  { weight: 1, code: '971', trunk: '0', forms: ['50 XNN NNNN', '4 3NN NNNN'] },
  { weight: 1, code: '972', trunk: '0', forms: ['54 XNN NNNN', '50 XNN NNNN'] },
  { weight: 1, code: '90', trunk: '0', forms: ['532 XNN NN NN', '212 2NN NN NN'] },
  { weight: 1, code: '65', trunk: '', forms: ['91NN NNNN', '63NN NNNN'] },
  { weight: 1, code: '62', trunk: '0', forms: ['812 XNNN NNNN', '813-XNNN-NNNN'] },
];
const WEIGHTED = PLANS.flatMap((plan) => Array.from({ length: plan.weight }, () => plan));

/** Area codes of large cities, from the North American Numbering Plan Administrator's list. */
function americanForms() {
  const areas = [
    '212',
    '415',
    '312',
    '617',
    '206',
    '303',
    '404',
    '512',
    '702',
    '416',
    '604',
    '718',
    '773',
    '919',
  ];
  return areas.map((area) => `${area} XNX NNNN`);
}

/**
 * A number in one of the ways people and programs write it. Where no telling word is in front, only those that can be
 * told from other digits: with a plus or 00, or in the separated form of the country.
 */
export function phone(random, { hasWord = false } = {}) {
  const plan = random.pick(WEIGHTED);
  const national = random.pick(plan.forms).replace(/[NZX]/g, (letter) => random.int(LOWEST[letter], 9));
  const ways = hasWord ? [...OPEN_WAYS, ...CLOSED_WAYS] : OPEN_WAYS;
  return random.pick(ways)(plan, national, random);
}
const LOWEST = { N: 0, Z: 1, X: 2 };

const digitsOf = (text) => text.replace(/\D/g, '');
const withSeparator = (text, separator) => text.replace(/[ -]/g, separator);

/** Ways that tell by themselves. */
const OPEN_WAYS = [
  ({ code }, national) => `+${code} ${national}`,
  ({ code }, national) => `+${code}${digitsOf(national)}`,
  ({ code }, national) => `+${code}${digitsOf(national)}`,
  ({ code }, national) => `+${code}-${withSeparator(national, '-')}`,
  ({ code }, national) => `+${code}.${withSeparator(national, '.')}`,
  ({ code, trunk }, national) => (trunk === '0' ? `+${code} (0)${national}` : `+${code} ${national}`),
  ({ code }, national) => `00${code} ${national}`,
  ({ code }, national, random) => separatedNational(code, national, random),
  ({ code }, national, random) => separatedNational(code, national, random),
];

/** Ways that only a word in front makes a phone number of. */
const CLOSED_WAYS = [
  ({ trunk }, national) => `${trunk}${digitsOf(national)}`,
  ({ trunk }, national) => `${trunk}${national}`,
  ({ code }, national) => `${code}${digitsOf(national)}`,
  ({ trunk }, national) => `${trunk}${withSeparator(national, '-')}`,
];

/** `(212) 555-0100` and kin for America, which is the national form that packages know; the plus for all others. */
function separatedNational(code, national, random) {
  if (code !== '1') return `+${code} ${national}`;
  const [area, exchange, line] = national.split(' ');
  return random.pick([
    `(${area}) ${exchange}-${line}`,
    `${area}-${exchange}-${line}`,
    `${area}.${exchange}.${line}`,
    `1-${area}-${exchange}-${line}`,
    `+1 (${area}) ${exchange}-${line}`,
    `(${area})${exchange}-${line} x${random.int(10, 999)}`,
  ]);
}
