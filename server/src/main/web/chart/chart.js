// @ts-check
/** A chart over time, with the figures under the pointer, a legend, and a table of the same. */
import {html, nothing} from 'lit';
import uPlot from 'uplot';
import {Part} from '../core/element.js';
import {dateTime, number, t} from '../core/i18n.js';
import {axes} from './axes.js';
import {colour, faint, seriesColour, seriesDash} from './colours.js';

/** More rows help nobody, and cost time. */
const MOST_TABLE_ROWS = 500;

/** With more values than these a line is enough. */
const MOST_POINTS = 40;

/** @typedef {{label: string, colour?: string, unit?: string}} SeriesLook
 * @typedef {(from: number, to: number) => void} Zoom */

export class Chart extends Part {
  static properties = {
    data: {attribute: false},
    series: {attribute: false},
    range: {attribute: false},
    zoom: {attribute: false},
    kind: {},
    label: {},
    unit: {},
    width: {attribute: false},
    height: {type: Number},
    hidden_: {state: true},
    isTableOpen: {state: true},
  };

  /** @type {uPlot | undefined} */
  #plot;
  #look = '';
  #resize = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (this.#plot && width > 0 && width !== this.#plot.width) {
      this.#plot.setSize({width, height: this.height});
    }
  });
  #theme = () => {
    this.#look = '';
    this.requestUpdate();
  };

  constructor() {
    super();
    /** Times in seconds, then a column for each series.
     * @type {any[]} */
    this.data = [[]];
    /** @type {SeriesLook[]} */
    this.series = [];
    /** @type {{from: number, to: number} | null} */
    this.range = null;
    /** @type {Zoom | null} */
    this.zoom = null;
    this.kind = 'line';
    this.label = '';
    this.unit = '';
    /** Of a bucket in milliseconds.
     * @type {number} */
    this.width = 0;
    this.height = 180;
    /** @type {Set<string>} labels of series that are switched off */
    this.hidden_ = new Set();
    this.isTableOpen = false;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('aq-theme', this.#theme);
    addEventListener('aq-language', this.#theme);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('aq-theme', this.#theme);
    removeEventListener('aq-language', this.#theme);
    this.#resize.disconnect();
    this.#plot?.destroy();
    this.#plot = undefined;
    this.#look = '';
  }

  render() {
    return html`<figure class="chart">
      <div class="plot ${this.kind}" role="img" aria-label=${this.label}></div>
      <p class="readout" aria-hidden="true"></p>
      ${this.kind === 'line' ? this.#legend() : nothing}
      <details class="as-table" @toggle=${this.#toggleTable}>
        <summary>${t('chart.table')}</summary>
        ${this.isTableOpen ? this.#table() : nothing}
      </details></figure>`;
  }

  #legend() {
    return html`<ul class="legend">${this.series.map((series, i) => html`<li>
      <button type="button" aria-pressed=${!this.hidden_.has(series.label)}
        @click=${() => this.#toggle(i)}>
        <svg class="swatch s${this.#number(i)}" viewBox="0 0 22 8" aria-hidden="true"><path
          d="M1 4h20" stroke-dasharray=${seriesDash(i).join(' ') || nothing}/></svg>
        ${series.label}</button></li>`)}</ul>`;
  }

  /** @param {number} index */
  #number(index) {
    return Number(/\d+$/.exec(this.#colour(index))?.[0] ?? 1);
  }

  /** @param {number} index */
  #colour(index) {
    return this.series[index].colour || seriesColour(index);
  }

  #table() {
    const [times, ...columns] = this.data;
    const rows = times.slice(0, MOST_TABLE_ROWS);
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${this.label}><table>
      <caption class="visually-hidden">${this.label}</caption>
      <thead><tr><th scope="col">${t('time')}</th>
        ${this.series.map(({label}) => html`<th scope="col" class="number">${label}</th>`)}</tr></thead>
      <tbody>${rows.map((/** @type {number} */ time, /** @type {number} */ row) => html`<tr>
        <th scope="row">${this.zoom
          ? html`<button type="button" class="link" @click=${() => this.#zoomTo(row)}
              >${dateTime(time * 1000)}</button>`
          : dateTime(time * 1000)}</th>
        ${columns.map((column, i) => html`<td class="number">${
          number(column[row], this.series[i].unit ?? this.unit)}</td>`)}</tr>`)}</tbody></table>
      ${times.length > rows.length ? html`<p class="hint">${
        t('chart.more', {count: times.length - rows.length})}</p>` : nothing}</div>`;
  }

  /** @param {number} row */
  #zoomTo(row) {
    const from = this.data[0][row] * 1000, next = this.data[0][row + 1] * 1000;
    this.zoom?.(from, next || from + this.width);
  }

  /** @param {Event} event */
  #toggleTable(event) {
    this.isTableOpen = /** @type {HTMLDetailsElement} */ (event.target).open;
  }

  /** @param {number} index */
  #toggle(index) {
    const {label} = this.series[index];
    const hidden = new Set(this.hidden_);
    if (!hidden.delete(label)) {
      hidden.add(label);
    }
    this.hidden_ = hidden;
    this.#plot?.setSeries(index + 1, {show: !hidden.has(label)});
  }

  updated() {
    const box = /** @type {HTMLElement} */ (this.querySelector('.plot'));
    const look = JSON.stringify([this.series, this.kind, this.unit, this.height, this.width]);
    if (this.#plot && look === this.#look) {
      this.#plot.setData(/** @type {any} */ (this.data));
      return;
    }
    this.#plot?.destroy();
    this.#look = look;
    const began = performance.now();
    this.#plot = new uPlot(this.#options(box), /** @type {any} */ (this.data), box);
    queueMicrotask(() => performance.measure('aq-chart', {start: began}));
    this.#resize.disconnect();
    this.#resize.observe(box);
  }

  /** The range that was asked for, not only the part of it that has data. */
  #bounds = () => {
    const times = this.data[0];
    return this.range ? [this.range.from / 1000, this.range.to / 1000]
      : [times[0] ?? 0, times[times.length - 1] ?? 1];
  };

  /** @param {HTMLElement} box */
  #options(box) {
    const isBars = this.kind === 'bars';
    return /** @type {any} */ ({
      width: box.clientWidth || 600,
      height: this.height,
      legend: {show: false},
      padding: [10, 20, 0, 0],
      cursor: {
        y: false,
        ...(isBars ? {points: {show: false}} : {}),
        drag: {x: this.zoom !== null, y: false, setScale: false},
        ...(isBars ? {dataIdx: this.#bucketAt} : {}),
      },
      scales: {
        x: {time: true, range: this.#bounds},
        y: {range: isBars ? (/** @type {any} */ _, /** @type {number} */ _min,
            /** @type {number} */ max) => [0, Math.max(1, max) * 1.05] : spread},
      },
      axes: axes(this.unit),
      series: [{label: t('time')}, ...this.series.map((series, i) => this.#line(series, i, isBars))],
      hooks: {setCursor: [this.#readout], setSelect: [this.#selected]},
    });
  }

  /** @param {SeriesLook} series
   * @param {number} index
   * @param {boolean} isBars */
  #line({label}, index, isBars) {
    const name = this.#colour(index);
    const isOnly = this.series.length === 1;
    return {
      label,
      show: !this.hidden_.has(label),
      stroke: colour(name),
      width: isBars ? 0 : 2,
      dash: isBars ? undefined : seriesDash(index),
      fill: isBars ? faint(name, 0.85) : isOnly ? faint(name, 0.12) : undefined,
      spanGaps: true,
      points: {show: isBars ? false : isSparse, size: 6,
        fill: colour(name)},
      paths: isBars ? uPlot.paths.bars?.({size: [0.9, 64], align: 1, gap: 1}) : undefined,
    };
  }

  /** The bar under the pointer, which begins to the left of it.
   * @param {any} plot
   * @param {number} _series
   * @param {number} closest
   * @param {number} x */
  #bucketAt = (plot, _series, closest, x) =>
    closest > 0 && plot.data[0][closest] > x ? closest - 1 : closest;

  /** @param {any} plot */
  #readout = plot => {
    const text = this.querySelector('.readout');
    const index = plot.cursor.idx;
    if (!text) {
      return;
    }
    if (index === null || index === undefined) {
      text.textContent = '';
      return;
    }
    const values = this.series
        .map((series, i) => ({series, value: this.data[i + 1][index]}))
        .filter(({series, value}) => value !== null && !this.hidden_.has(series.label))
        .map(({series, value}) => `${series.label} ${number(value, series.unit ?? this.unit)}`);
    text.textContent = [dateTime(this.data[0][index] * 1000), ...values.slice(0, 8)].join('  ·  ');
  };

  /** @param {any} plot */
  #selected = plot => {
    const {left, width} = plot.select;
    if (width < 4) {
      return;
    }
    const from = plot.posToVal(left, 'x') * 1000, to = plot.posToVal(left + width, 'x') * 1000;
    plot.setSelect({left: 0, width: 0, top: 0, height: 0}, false);
    this.zoom?.(Math.floor(from), Math.ceil(to));
  };
}
customElements.define('aq-chart', Chart);

/** Whether a series has so few values that each is shown; a lone one has no line.
 * @param {any} plot
 * @param {number} index of the series */
function isSparse(plot, index) {
  let known = 0;
  for (const value of plot.data[index]) {
    if (value !== null && value !== undefined && ++known > MOST_POINTS) {
      return false;
    }
  }
  return true;
}

/** A little room above and below; a flat line stands in the middle.
 * @param {any} _plot
 * @param {number | null} min
 * @param {number | null} max */
function spread(_plot, min, max) {
  if (min === null || max === null) {
    return [0, 1];
  }
  const room = (max - min || Math.abs(max) || 1) * 0.08;
  return [min >= 0 && min - room < 0 ? 0 : min - room, max + room];
}
