// @ts-check
/** Events per second of the last two minutes. */

export const SECONDS = 120;

/** Columns for a chart: each second, also those in which nothing came.
 * @param {Map<number, number>} rates by second since 1970
 * @param {number} now milliseconds */
export function columns(rates, now) {
  const last = Math.floor(now / 1000) - 1;
  const times = Array.from({length: SECONDS}, (_, i) => last - SECONDS + 1 + i);
  return [times, times.map(second => rates.get(second) ?? 0)];
}

/** Events per second, averaged over the last seconds that are over.
 * @param {Map<number, number>} rates
 * @param {number} now milliseconds
 * @param {number} [width] seconds */
export function rate(rates, now, width = 5) {
  const last = Math.floor(now / 1000) - 1;
  let sum = 0;
  for (let second = last; second > last - width; second--) {
    sum += rates.get(second) ?? 0;
  }
  return sum / width;
}
