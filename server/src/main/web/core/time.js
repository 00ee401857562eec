// @ts-check
/** Ranges of time and the intervals that divide them. */
import {parameter} from './url.js';

const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

const UNITS = {ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY};

/** Widths of buckets that people can count in. */
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500,
  ...[1, 2, 5, 10, 15, 30].map(n => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map(n => n * MINUTE),
  ...[1, 2, 3, 6, 12].map(n => n * HOUR),
  ...[1, 2, 7, 14, 28, 91, 364].map(n => n * DAY)];

export const PRESETS = ['now-5m', 'now-15m', 'now-1h', 'now-6h', 'now-1d', 'now-4d', 'now-7d',
  'now-30d', 'now-365d'];

export const USUAL_FROM = 'now-1h';

/** @typedef {{from: number, to: number, fromText: string, toText: string, isRelative: boolean}} Range
 * milliseconds since 1970, `to` is not part of it */

/** The moment that a text means, or NaN: `now-1d+30m`, ISO 8601, or milliseconds.
 * @param {string} text
 * @param {number} [now] */
export function moment(text, now = Date.now()) {
  const relative = /^now((?:[+-]\d+(?:ms|[smhdw]))*)$/.exec(text);
  if (!relative) {
    return /^\d{12,}$/.test(text) ? Number(text) : Date.parse(text);
  }
  let time = now;
  for (const [, sign, count, unit] of relative[1].matchAll(/([+-])(\d+)(ms|[smhdw])/g)) {
    time += Number(sign + count) * UNITS[/** @type {keyof typeof UNITS} */ (unit)];
  }
  return time;
}

/** The range of the address.
 * @param {number} [now]
 * @returns {Range} */
export function range(now = Date.now()) {
  let fromText = parameter('from', USUAL_FROM), toText = parameter('to', 'now');
  let from = moment(fromText, now), to = moment(toText, now);
  if (!(from < to)) {
    [fromText, toText, from, to] = [USUAL_FROM, 'now', now - HOUR, now];
  }
  return {from, to, fromText, toText, isRelative: toText.startsWith('now')};
}

/** The smallest of the usual widths that divides a range into at most so many intervals.
 * @param {{from: number, to: number}} range
 * @param {number} [most] */
export function step({from, to}, most = 100) {
  return STEPS.find(width => (to - from) / width <= most) ?? Math.ceil((to - from) / most);
}

/** A range that begins at a full interval, and ends at one when it ends now: so the bars of the
 * chart stand at round times, and all parts of a screen speak of the same range.
 * @param {Range} range
 * @param {number} width
 * @returns {Range} */
export const whole = (range, width) => range.isRelative ? {...range, ...widened(range, width)} : range;

/** A range that somebody marked in a chart, widened to full intervals of the chart that will show it.
 * @param {{from: number, to: number}} range
 * @param {number} [most] intervals */
export function snapped(range, most) {
  const width = step(range, most);
  const found = widened(range, width);
  return step(found, most) === width ? found : widened(range, step(found, most));
}

/** Full hours and days are those of the reader's clock, and weeks begin on Monday.
 * @param {{from: number, to: number}} range
 * @param {number} width */
function widened({from, to}, width) {
  const anchor = width % (7 * DAY) === 0 ? 4 * DAY : 0;
  const floor = (/** @type {number} */ time) => Math.floor((time - anchor) / width) * width + anchor;
  if (width <= HOUR) {
    // No hour is left out or shown twice within such an interval.
    return {from: floor(from - offset(from)) + offset(from), to: floor(to - 1 - offset(to)) + width + offset(to)};
  }
  return {from: fromClock(floor(toClock(from))), to: fromClock(floor(toClock(to - 1)) + width)};
}

/** @param {number} time */
const offset = time => new Date(time).getTimezoneOffset() * MINUTE;

/** What the reader's clock shows, counted as if it stood in Greenwich.
 * @param {number} time */
export const toClock = time => time - offset(time);

/** Whether the clock shows this time twice, since it is put back.
 * @param {number} time */
export const isShownTwice = time => offset(time) !== offset(time + 3 * HOUR) && toClock(time) === toClock(time + HOUR)
  || offset(time) !== offset(time - 3 * HOUR) && toClock(time) === toClock(time - HOUR);

/** The first moment at which the reader's clock shows this; where it is put forward past it, the
 * moment after.
 * @param {number} clock */
export function fromClock(clock) {
  const before = clock + offset(clock - DAY), after = clock + offset(clock + DAY);
  return toClock(before) !== clock && toClock(after) === clock ? after : before;
}

/** The parameters of a question about a range.
 * @param {{from: number, to: number}} range */
export const bounds = ({from, to}) =>
  ({from: new Date(from).toISOString(), to: new Date(to).toISOString()});
