// @ts-check
/** Intervals on the reader's clock. The server divides a range into intervals of one length, counted
 * from its beginning. Where the clock changes, the day has 23 or 25 hours: such an interval is asked
 * for on its own, so that the next one begins at midnight again. */
import {ask} from './api.js';
import {bounds, fromClock, toClock} from './time.js';

const HOUR = 3_600_000;

/** More questions than these are not worth the hour that they put right. */
const MOST_PIECES = 12;

/** @typedef {{from: number, to: number}} Span
 * @typedef {{from: number, to: number, width: number}} Piece a range whose intervals are equal */

/** Where each interval of a range begins. Those longer than an hour are as long on the clock.
 * @param {Span} span
 * @param {number} width in milliseconds
 * @returns {number[]} the first is the beginning of the range */
export function starts({from, to}, width) {
  if (width <= HOUR) {
    return startsOf([{from, to, width}]);
  }
  const clock = toClock(from);
  const found = [from];
  for (let i = 1; ; i++) {
    const next = fromClock(clock + i * width);
    if (next >= to) {
      return found;
    }
    if (next > found[found.length - 1]) {
      found.push(next);
    }
  }
}

/** The ranges to ask for, one after the other without a gap.
 * @param {Span} span
 * @param {number} width
 * @returns {Piece[]} */
export function pieces(span, width) {
  const all = starts(span, width);
  /** @type {Piece[]} */
  const found = [];
  all.forEach((from, i) => {
    const isLast = i + 1 === all.length;
    const to = isLast ? span.to : all[i + 1];
    const own = isLast && to - from < width ? width : to - from;
    const before = found.at(-1);
    if (before?.width === own) {
      before.to = to;
    } else {
      found.push({from, to, width: own});
    }
  });
  return found.length > MOST_PIECES ? [{...span, width}] : found;
}

/** Where the intervals begin that the server will speak of.
 * @param {Piece[]} all */
export const startsOf = all => all.flatMap(({from, to, width}) =>
  Array.from({length: Math.max(1, Math.ceil((to - from) / width))}, (_, i) => from + i * width));

/** How many events there are in each interval.
 * @param {string} query
 * @param {Span} span
 * @param {number} width
 * @param {AbortSignal} signal
 * @returns {Promise<{times: number[], counts: number[], total: number}>} */
export async function histogram(query, span, width, signal) {
  const answers = await Promise.all(pieces(span, width).map(piece =>
    ask('histogram', {query, interval: `${piece.width}ms`, ...bounds(piece)}, {signal})));
  const buckets = answers.flatMap(answer => answer.buckets);
  return {
    times: buckets.map(({start}) => Date.parse(start)),
    counts: buckets.map(({count}) => count),
    total: answers.reduce((sum, {total}) => sum + total, 0),
  };
}

/** Statistics of each interval; null where nothing was measured.
 * @param {Record<string, string | number>} question
 * @param {Span} span
 * @param {number} width
 * @param {AbortSignal} signal
 * @returns {Promise<{times: number[], rows: any[]}>} */
export async function statistics(question, span, width, signal) {
  const all = pieces(span, width);
  const answers = await Promise.all(all.map(piece =>
    ask('aggregate', {...question, interval: `${piece.width}ms`, ...bounds(piece)}, {signal})));
  const known = new Map(answers.flatMap(({aggregates}) => aggregates.map(
      (/** @type {any} */ row) => [Date.parse(row.start), row])));
  const times = startsOf(all);
  return {times, rows: times.map(time => known.get(time) ?? null)};
}
