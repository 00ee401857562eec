// @ts-check
/** Axes in the language of the reader. */
import {clock, day, shortNumber} from '../core/i18n.js';
import {colour} from './colours.js';

const DAY = 86_400;

/** @param {string} [unit] */
export function axes(unit = '') {
  const line = {stroke: colour('--muted'), font: '12px system-ui, sans-serif',
    grid: {stroke: colour('--grid'), width: 1}, ticks: {show: false}};
  return [
    {...line, grid: {show: false}, space: 70, size: 42, values: times},
    {...line, size: sizeOf, space: 32, gap: 6,
      values: (/** @type {any} */ _, /** @type {number[]} */ splits) =>
        splits.map((value, i) => shortNumber(value)
          + (unit && i === splits.length - 1 ? ` ${unit}` : ''))},
  ];
}

/** Times of day, and below them the day whenever a new one begins.
 * @param {any} _plot
 * @param {number[]} splits in seconds
 * @param {number} _axis
 * @param {number} _space
 * @param {number} step in seconds */
function times(_plot, splits, _axis, _space, step) {
  let shown = '';
  return splits.map(split => {
    const date = day(split * 1000);
    if (step >= DAY) {
      return date;
    }
    const text = clock(split * 1000, step < 60) + (date === shown ? '' : `\n${date}`);
    shown = date;
    return text;
  });
}

/** Wide enough for the longest number.
 * @param {any} plot
 * @param {string[] | null} values
 * @param {number} axis
 * @param {number} cycle */
function sizeOf(plot, values, axis, cycle) {
  const size = plot.axes[axis];
  if (cycle > 1) {
    return size._size;
  }
  const longest = (values ?? []).reduce((most, text) => Math.max(most, text.length), 0);
  return Math.max(34, 14 + longest * 7.2);
}
