// @ts-check
/** A line as small as a word. */
import {html, nothing} from 'lit';
import {number, t} from '../core/i18n.js';

/** @param {(number | null)[]} values
 * @param {string} [unit] */
export function spark(values, unit = '') {
  const known = values.filter(value => value !== null);
  if (known.length === 0) {
    return nothing;
  }
  const least = Math.min(...known), most = Math.max(...known);
  const x = (/** @type {number} */ i) => values.length < 2 ? 50 : 1 + i / (values.length - 1) * 98;
  const y = (/** @type {number} */ value) => most === least ? 12
    : 21 - (value - least) / (most - least) * 18;
  const points = values.flatMap((value, i) => value === null ? []
    : [`${x(i).toFixed(1)} ${y(value).toFixed(1)}`]);
  const label = t('spark', {min: number(least, unit), max: number(most, unit)});
  return html`<svg class=${points.length === 1 ? 'spark lone' : 'spark'} viewBox="0 0 100 24" role="img" aria-label=${label}
    preserveAspectRatio="none"><title>${label}</title><path d=${`M${points.join('L')}${points.length === 1 ? 'h0' : ''}`}/></svg>`;
}
