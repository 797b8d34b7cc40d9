/** A range of leading digits and the lengths of the numbers that begin with them. */
interface IssuerRange {
  /** First and last prefix; both have as many digits. */
  readonly from: number;
  readonly to: number;
  readonly digits: number;
  readonly lengths: readonly number[];
}

/** True where the leading digits belong to an issuer whose numbers have this many digits. */
export function hasIssuer(digits: string): boolean {
  return ISSUER_RANGES.some((range) => {
    const prefix = Number(digits.slice(0, range.digits));
    return prefix >= range.from && prefix <= range.to && range.lengths.includes(digits.length);
  });
}

/** The check digit of ISO/IEC 7812-1 annex B: from the right every second digit doubled, cross sums, a multiple of 10. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    const weighted = place % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

/** Fewest and most digits of any number of the table. */
export const SHORTEST = 12;
export const LONGEST = 19;

const SIXTEEN_UP = [16, 17, 18, 19];
const MAESTRO = [12, 13, 14, 15, ...SIXTEEN_UP];

/** Not here: UATP, which is any number of 15 digits with a one in front, and cards of single shops and of transport. */
export const ISSUER_RANGES: readonly IssuerRange[] = [
  range('4', '4', [13, 16, 19]), // Visa, and Dankort as 4571
  range('51', '55', [16]), // Mastercard
  range('2221', '2720', [16]), // Mastercard
  range('34', '34', [15]), // American Express
  range('37', '37', [15]), // American Express
  range('30', '30', [14, 15, ...SIXTEEN_UP]), // Diners Club
  range('36', '36', [14, 15, ...SIXTEEN_UP]), // Diners Club
  range('38', '39', [14, 15, ...SIXTEEN_UP]), // Diners Club
  range('3528', '3589', SIXTEEN_UP), // JCB, and LankaPay as 357111
  range('6011', '6011', SIXTEEN_UP), // Discover
  range('644', '649', SIXTEEN_UP), // Discover
  range('65', '65', SIXTEEN_UP), // Discover, RuPay, Troy, Verve
  range('62', '62', SIXTEEN_UP), // China UnionPay
  range('81', '82', SIXTEEN_UP), // China UnionPay, RuPay
  range('60', '60', [16]), // RuPay, Hipercard, UkrCard
  range('508', '508', [16]), // RuPay
  range('353', '353', [16]), // RuPay with JCB
  range('356', '356', [16]), // RuPay with JCB
  range('636', '639', SIXTEEN_UP), // InterPayment, InstaPayment
  range('5019', '5019', [16]), // Dankort
  range('2200', '2204', SIXTEEN_UP), // Mir
  range('2205', '2205', [16]), // Borica
  range('9792', '9792', [16]), // Troy
  range('9704', '9704', [16, 19]), // Napas
  range('8600', '8600', [16]), // UzCard
  range('561468', '561468', [16]), // UzCard
  range('9860', '9860', [16]), // Humo
  range('6054740', '6054744', SIXTEEN_UP), // Klassika
  range('506099', '506198', [16, 18, 19]), // Verve
  range('507865', '507964', [16, 18, 19]), // Verve
  range('504175', '504175', [16]), // Elo
  range('5066', '5067', [16]), // Elo

  range('5090', '5090', [16]), // Elo
  range('5018', '5018', MAESTRO),
  range('5020', '5020', MAESTRO),
  range('5038', '5038', MAESTRO),
  range('5893', '5893', MAESTRO),
  range('6304', '6304', MAESTRO),
  range('6759', '6759', MAESTRO),
  range('6761', '6763', MAESTRO),
  range('6767', '6767', MAESTRO),
];

function range(from: string, to: string, lengths: readonly number[]): IssuerRange {
  return { from: Number(from), to: Number(to), digits: from.length, lengths };
}
