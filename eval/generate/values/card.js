/** Payment cards. */
import { luhnDigit } from '../check-digits.js';

/** Leading digits and lengths: Wikipedia, "Payment card number" (issuer identification numbers, as of 2025). */
const ISSUERS = [
  { weight: 5, first: () => '4', lengths: [16] },
  { weight: 1, first: () => '4', lengths: [13, 19] },
  { weight: 4, first: (random) => String(random.int(51, 55)), lengths: [16] },
  { weight: 2, first: (random) => String(random.int(2221, 2720)), lengths: [16] },
  { weight: 3, first: (random) => random.pick(['34', '37']), lengths: [15] },
  { weight: 2, first: (random) => random.pick(['6011', '65', String(random.int(644, 649))]), lengths: [16] },
  { weight: 1, first: (random) => random.pick(['36', '38', String(random.int(300, 305))]), lengths: [14] },
  { weight: 1, first: (random) => String(random.int(3528, 3589)), lengths: [16] },
  { weight: 1, first: () => '62', lengths: [16, 17, 18, 19] },
  {
    weight: 1,
    first: (random) => random.pick(['5018', '5020', '5038', '6304', '6759', '6761', '6763']),
    lengths: [16, 18],
  },
  { weight: 1, first: (random) => String(random.int(2200, 2204)), lengths: [16] },
];
const WEIGHTED_ISSUERS = ISSUERS.flatMap((issuer) => Array.from({ length: issuer.weight }, () => issuer));

/** Sixteen digits or so in one piece, or in the groups that stand on the card. */
export function card(random) {
  const digits = cardDigits(random);
  const separator = random.pick(['', '', '', ' ', ' ', '-', '-', '.']);
  return separator === '' ? digits : groupCard(digits, separator);
}

/** The digits alone. */
function cardDigits(random) {
  const issuer = random.pick(WEIGHTED_ISSUERS);
  const first = issuer.first(random);
  const body = first + random.digits(random.pick(issuer.lengths) - first.length - 1);
  return body + luhnDigit(body);
}

/** American Express and Diners Club print 4-6-5 and 4-6-4, all others fours. */
function groupCard(digits, separator) {
  if (digits.length < 16) return [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10)].join(separator);
  return digits.match(/.{1,4}/g).join(separator);
}
