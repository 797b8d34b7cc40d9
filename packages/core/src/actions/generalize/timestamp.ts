import { quote } from '../../json/json-text.js';
import type { RuleModifiers } from '../../policy/policy.js';
import type { Action } from '../action.js';
import { timestampOf } from '../keep/timestamp.js';

const HOUR_MS = 3_600_000;
const SPAN_MS = { hour: HOUR_MS, day: 24 * HOUR_MS };
/** A number from here on counts milliseconds: in seconds it would be the year 5138. */
const MILLISECONDS_FROM = 1e11;

type TimestampRule = RuleModifiers & { readonly generalize: { readonly timestamp: 'hour' | 'day' } };

/**
 * `generalize: { "timestamp": "hour" }` or `"day"`: the start of the hour or day in UTC that a point in time lies in.
 *
 * Accepted is what `keep: "timestamp"` keeps; anything else is removed. A string comes out as `2026-11-22T04:00:00.000Z`
 * for `hour` and as `2026-11-22` for `day`; without an offset it is read as UTC. A number comes out as a number in its
 * own unit, milliseconds from 1e11 on, seconds below. Applied to its own output it changes nothing.
 */
export const generalizeTimestamp: Action<TimestampRule> = {
  outcome: 'generalized',
  compile: ({ generalize }) => {
    const unit = generalize.timestamp;
    const span = SPAN_MS[unit];
    return (value) => {
      const timestamp = timestampOf(value);
      if (timestamp === undefined) return undefined;
      if (timestamp.form === 'number') return String(floorNumber(timestamp.value, span));
      const text = isoOf(Math.floor(timestamp.milliseconds / span) * span);
      return text === undefined ? undefined : quote(unit === 'day' ? text.slice(0, 10) : text);
    };
  },
  narrows: (from, to) =>
    from.generalize.timestamp === to.generalize.timestamp || to.generalize.timestamp === 'day',
};

function floorNumber(value: number, span: number): number {
  const step = value >= MILLISECONDS_FROM ? span : span / 1000;
  return Math.floor(value / step) * step;
}

/** An offset can carry a date out of the years 0 to 9999, which alone have four digits. */
function isoOf(milliseconds: number): string | undefined {
  const text = new Date(milliseconds).toISOString();
  return text.length === 24 ? text : undefined;
}
