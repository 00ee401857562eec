// @ts-check
/** A half circle that shows where a value stands between two others. */
import {html} from 'lit';
import {number, shortNumber} from '../core/i18n.js';

/** @param {{label: string, value: number | null, min: number, max: number, unit: string,
 *     colour: number}} look */
export function gauge({label, value, min, max, unit, colour}) {
  const share = value === null ? 0 : Math.min(1, Math.max(0, (value - min) / (max - min || 1)));
  return html`<div class="gauge" role="meter" aria-label=${label} aria-valuemin=${min}
      aria-valuemax=${max} aria-valuenow=${value ?? min} aria-valuetext=${number(value, unit)}>
    <svg viewBox="0 0 120 68" aria-hidden="true">
      <path class="track" d=${arc(1)}/>
      <path class="s${colour}" d=${arc(share)}/>
      <text x="10" y="67">${shortNumber(min)}</text>
      <text x="110" y="67">${shortNumber(max)}</text>
    </svg>
    <p class="figure">${number(value === null ? null : Math.round(value * 10) / 10, unit)}</p>
    <p class="label">${label}</p></div>`;
}

/** @param {number} share of the half circle */
function arc(share) {
  const angle = Math.PI * (1 - Math.max(share, 0.004));
  const x = 60 + 50 * Math.cos(angle), y = 58 - 50 * Math.sin(angle);
  return `M10 58A50 50 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)}`;
}
