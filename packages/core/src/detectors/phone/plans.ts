/**
 * Which numbers there are, by the numbering plans of libphonenumber. Only its data are used: its parser reads any text
 * and takes a hundred times as long for what has been cut out already.
 */
import metadata from 'libphonenumber-js/min/metadata';

/** One country's part of the data, of format 4: places that are of no use here are left out. */
interface Plan {
  /** All of its numbers, without a trunk prefix. */
  readonly pattern: RegExp;
  readonly lengths: readonly number[];
  /** Kinds of numbers, of which a number has to be one; empty where the pattern says it all. */
  readonly kinds: readonly RegExp[];
}

/** True for the digits behind a plus sign where the country exists and has numbers of that length. */
export function isPossible(digits: string): boolean {
  return readAbroad(digits, (plan, national) => plan.lengths.includes(national.length));
}

/** True for the digits behind a plus sign where the country's plan has such a number. */
export function isValid(digits: string): boolean {
  return readAbroad(digits, matches);
}

/** True where one of the countries with this code has such a number, which is without a trunk prefix. */
export function isValidIn(code: string, national: string): boolean {
  return plansOf(code).some((plan) => matches(plan, national));
}

function readAbroad(digits: string, isOf: (plan: Plan, national: string) => boolean): boolean {
  for (let length = 1; length <= 3; length++) {
    const plans = plansOf(digits.slice(0, length));
    if (plans.length > 0) return plans.some((plan) => isOf(plan, digits.slice(length)));
  }
  return false;
}

function matches({ pattern, kinds }: Plan, national: string): boolean {
  return pattern.test(national) && (kinds.length === 0 || kinds.some((kind) => kind.test(national)));
}

/** Read when first asked for: most texts have no number, and most numbers are of few countries. */
const PLANS = new Map<string, readonly Plan[]>();

function plansOf(code: string): readonly Plan[] {
  let plans = PLANS.get(code);
  if (plans === undefined) {
    plans = countriesOf(code).map(toPlan);
    PLANS.set(code, plans);
  }
  return plans;
}

/** The places of a country in the data. */
const PATTERN = 2;
const LENGTHS = 3;
const KINDS = 11;

type Entry = readonly unknown[];

function countriesOf(code: string): readonly Entry[] {
  const data = metadata as unknown as {
    readonly country_calling_codes: Readonly<Record<string, readonly string[]>>;
    readonly countries: Readonly<Record<string, Entry>>;
    readonly nonGeographic: Readonly<Record<string, Entry>>;
  };
  if (!/^[1-9]\d{0,2}$/.test(code)) return [];
  const countries = data.country_calling_codes[code] ?? [];
  return [...countries.map((country) => data.countries[country]), data.nonGeographic[code]].filter(
    (entry) => entry !== undefined,
  );
}

function toPlan(entry: Entry): Plan {
  const kinds = Array.isArray(entry[KINDS]) ? (entry[KINDS] as readonly unknown[]) : [];
  return {
    pattern: whole(entry[PATTERN] as string),
    lengths: entry[LENGTHS] as readonly number[],
    kinds: kinds.flatMap((kind) => (Array.isArray(kind) ? [whole(String(kind[0]))] : [])),
  };
}

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}
