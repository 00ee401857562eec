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
 * @param {Range} range
 * @param {number} [most] */
export function step({from, to}, most = 100) {
  return STEPS.find(width => (to - from) / width <= most) ?? Math.ceil((to - from) / most);
}

/** A range that begins at a full interval, and ends at one when it ends now: so the bars of the
 * chart stand at round times, and all parts of a screen speak of the same range.
 * @param {Range} range
 * @param {number} width
 * @returns {Range} */
export function whole(range, width) {
  if (!range.isRelative) {
    return range;
  }
  return {...range, from: floor(range.from, width), to: floor(range.to - 1, width) + width};
}

/** Full hours and days are those of the reader's clock.
 * @param {number} time
 * @param {number} width */
function floor(time, width) {
  const shift = new Date(time).getTimezoneOffset() * MINUTE;
  return Math.floor((time - shift) / width) * width + shift;
}

/** The parameters of a question about a range.
 * @param {{from: number, to: number}} range */
export const bounds = ({from, to}) =>
  ({from: new Date(from).toISOString(), to: new Date(to).toISOString()});
