// @ts-check
/** Compares series: several searches, each with its own aggregation, in one chart. */
import {html, nothing} from 'lit';
import {ask} from '../../core/api.js';
import {Screen, problemCard} from '../../core/element.js';
import {duration, t} from '../../core/i18n.js';
import {MOST_BUCKETS, MOST_GROUPS, columns, commonUnit} from '../../core/measures.js';
import {is} from '../../core/query.js';
import {bounds, range, snapped, step, whole} from '../../core/time.js';
import {changed, go, parameter} from '../../core/url.js';
import {firstCommand} from '../../shell/commands.js';
import {icon} from '../../shell/icons.js';
import '../../chart/chart.js';
import './measure-form.js';

/** Widths that can be asked for, in milliseconds; none lets the page choose. */
const INTERVALS = [0, 10_000, 60_000, 300_000, 900_000, 3_600_000, 21_600_000, 86_400_000];

/** @typedef {import('../../core/measures.js').Measure} Measure */

class Series extends Screen {
  /** @type {import('../../core/measures.js').Columns | null} */
  #columns = null;
  #range = range();
  #width = 0;
  #unit = '';
  /** @type {Measure[]} */
  #measures = [];

  /** @param {AbortSignal} signal */
  async load(signal) {
    this.#measures = read(parameter('series')) ?? await this.#first(signal);
    this.requestUpdate();
    const asked = range();
    const wish = Number(parameter('interval')) || 0;
    this.#width = Math.max(wish, step(asked, wish ? MOST_BUCKETS * 8 / Math.max(1, this.#lines()) : MOST_BUCKETS));
    this.#range = whole(asked, this.#width);
    [this.#columns, this.#unit] = await Promise.all([
      columns(this.#measures, this.#range, this.#width, signal),
      this.#commonUnit(signal),
    ]);
  }

  /** How many lines there may be, so that the answers together stay small. */
  #lines() {
    return this.#measures.reduce((sum, {split}) => sum + (split ? MOST_GROUPS : 1), 0);
  }

  /** @param {AbortSignal} signal */
  async #commonUnit(signal) {
    const units = new Set(await Promise.all(this.#measures.map(({query, aggregation}) =>
      aggregation === 'count' ? '' : commonUnit(query, this.#range, signal))));
    return units.size === 1 ? [...units][0] : '';
  }

  /** To begin with, what is measured most often, place by place.
   * @param {AbortSignal} signal
   * @returns {Promise<Measure[]>} */
  async #first(signal) {
    const {values} = await ask('top', {field: 'payload.type', limit: 1, ...bounds(range())}, {signal});
    return [{query: values.length ? is('payload.type', values[0].value).replaceAll('"', '') : '',
      aggregation: 'avg', split: 'origin'}];
  }

  render() {
    return html`<div class="series-screen">${problemCard(this.problem)}
      ${this.problem || !this.#columns ? nothing : this.#chart(this.#columns)}
      <section class="card" aria-label=${t('series.measures')}>
        <header class="card-head"><h2>${t('series.measures')}</h2>
          <label class="inline">${t('series.interval')} <select @change=${this.#interval}>
            ${INTERVALS.map(width => html`<option value=${width || ''}
              ?selected=${Number(parameter('interval')) === width}>${width ? duration(width)
                : t('series.auto')}</option>`)}</select></label></header>
        <ol class="measures">${this.#measures.map((measure, i) => html`<li><aq-measure-form
          .measure=${measure} .number=${i + 1}
          @aq-measure=${(/** @type {CustomEvent} */ event) => this.#set(i, event.detail)}></aq-measure-form></li>`)}</ol>
        <button type="button" @click=${this.#add}>${icon('plus')} ${t('series.add')}</button>
      </section></div>`;
  }

  /** @param {import('../../core/measures.js').Columns} found */
  #chart({times, series, columns: values, isCut}) {
    const isEmpty = values.every(column => column.every(value => value === null));
    if (isEmpty) {
      return html`<section class="card empty"><h2>${t('series.none')}</h2><p>${t('series.noneHint')}</p>
        <aq-copy-line .text=${firstCommand()}></aq-copy-line></section>`;
    }
    return html`<section class="card"><header class="card-head"><h2>${t('series.chart')}</h2>
        <p class="hint">${t('series.perPoint', {width: duration(this.#width)})}${
          isCut ? ` · ${t('series.cut', {most: MOST_GROUPS})}` : ''}</p></header>
      <aq-chart height="380" .label=${t('series.chart')} .data=${[times, ...values]} .series=${series}
        .range=${this.#range} .unit=${this.#unit} .width=${this.#width} .zoom=${zoom}></aq-chart></section>`;
  }

  /** @param {number} index
   * @param {Measure | null} measure */
  #set(index, measure) {
    const next = this.#measures.flatMap((it, i) => i !== index ? [it] : measure ? [measure] : []);
    this.#go(next);
  }

  #add = () => this.#go([...this.#measures, {...this.#measures.at(-1) ?? {query: ''}, label: ''}]);

  /** @param {Measure[]} measures */
  #go(measures) {
    go(changed({series: measures.length ? JSON.stringify(measures) : null}));
  }

  /** @param {Event} event */
  #interval(event) {
    go(changed({interval: /** @type {HTMLSelectElement} */ (event.target).value}));
  }
}
customElements.define('aq-series', Series);

/** @type {import('../../chart/chart.js').Zoom} */
const zoom = (from, to) => go(changed(bounds(snapped({from, to}, MOST_BUCKETS))));

/** What the address says, unless somebody broke it.
 * @param {string} text
 * @returns {Measure[] | null} */
function read(text) {
  try {
    const measures = JSON.parse(text);
    return Array.isArray(measures) && measures.every(it => typeof it?.query === 'string')
      ? measures : null;
  } catch {
    return null;
  }
}
