// @ts-check
/** Pictures for those who see them; words stand beside each. */
import {html, svg} from 'lit';

/** @type {Record<string, unknown>} */
const PATHS = {
  brand: svg`<path d="M2 7c3.3-3 6.7-3 10 0s6.7 3 10 0M2 12.500c3.3-3 6.7-3 10 0s6.7 3 10 0M2 18c3.3-3 6.7-3 10 0s6.7 3 10 0"/>`,
  live: svg`<path d="M3 12h4l3-8 4 16 3-8h4"/>`,
  explore: svg`<circle cx="11" cy="11" r="7"/><path d="m20 20-4-4"/>`,
  series: svg`<path d="M3 3v18h18M7 15l4-5 3 3 6-7"/>`,
  dashboards: svg`<path d="M3 3h8v10H3zM13 3h8v6h-8zM13 11h8v10h-8zM3 15h8v6H3z"/>`,
  devices: svg`<rect x="7" y="7" width="10" height="10" rx="1"/><path d="M10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4"/>`,
  settings: svg`<path d="M4 7h10M18 7h2M4 17h2M10 17h10"/><circle cx="16" cy="7" r="2"/><circle cx="8" cy="17" r="2"/>`,
  clock: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>`,
  refresh: svg`<path d="M20 11a8 8 0 1 0-2 6M20 4v7h-7"/>`,
  sun: svg`<circle cx="12" cy="12" r="4"/><path d="M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.500M17.5 17.5 19 19M19 5l-1.5 1.500M6.5 17.5 5 19"/>`,
  moon: svg`<path d="M20 14A8 8 0 0 1 10 4a8 8 0 1 0 10 10z"/>`,
  open: svg`<path d="m9 6 6 6-6 6"/>`,
  down: svg`<path d="m6 9 6 6 6-6"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  minus: svg`<path d="M5 12h14"/>`,
  close: svg`<path d="M6 6l12 12M18 6 6 18"/>`,
  copy: svg`<rect x="8" y="8" width="12" height="12" rx="2"/><path d="M16 8V4H4v12h4"/>`,
  check: svg`<path d="m5 13 4 4L19 7"/>`,
  pause: svg`<path d="M8 5v14M16 5v14"/>`,
  play: svg`<path d="M7 4v16l13-8z"/>`,
  download: svg`<path d="M12 4v11M7 11l5 5 5-5M4 20h16"/>`,
  edit: svg`<path d="M4 20h4L20 8l-4-4L4 16z"/>`,
  leave: svg`<path d="M14 4H5v16h9M10 12h11M17 8l4 4-4 4"/>`,
  up: svg`<path d="m6 15 6-6 6 6"/>`,
};

/** @param {string} name */
export const icon = name =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
