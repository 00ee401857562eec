// @ts-check
/** One panel of a board: asks for what it shows, and shows it. */
import {html, nothing} from 'lit';
import {gauge} from '../../chart/gauge.js';
import {spark} from '../../chart/spark.js';
import {ask} from '../../core/api.js';
import {Part, problemCard} from '../../core/element.js';
import {integer, number, percent, t, unitText} from '../../core/i18n.js';
import {MOST_BUCKETS, columns, totals} from '../../core/measures.js';
import {is} from '../../core/query.js';
import {bounds, snapped, step, whole} from '../../core/time.js';
import {address, changed, go} from '../../core/url.js';
import {said} from './boards.js';
import '../../chart/chart.js';

const MOST_ROWS = 12;
const TREND_POINTS = 40;

/** @typedef {import('./boards.js').Panel} Panel */

class BoardPanel extends Part {
  static properties = {panel: {attribute: false}, range: {attribute: false}, fill: {attribute: false},
    problem: {state: true}};

  /** @type {AbortController | undefined} */
  #asking;
  /** @type {any} */
  #found = null;

  constructor() {
    super();
    /** @type {Panel} */
    this.panel = {kind: 'value', title: ''};
    /** @type {import('../../core/time.js').Range | null} */
    this.range = null;
    /** Puts variables into a query.
     * @type {(query: string) => string} */
    this.fill = query => query;
    /** @type {Error | null} */
    this.problem = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#asking?.abort();
  }

  willUpdate(/** @type {Map<string, unknown>} */ changed) {
    if (changed.has('panel') || changed.has('range') || changed.has('fill')) {
      this.#load();
    }
  }

  async #load() {
    this.#asking?.abort();
    const {signal} = this.#asking = new AbortController();
    try {
      this.#found = {kind: this.panel.kind, ...await this.#ask(signal)};
      this.problem = null;
    } catch (failure) {
      if (!signal.aborted) {
        this.problem = /** @type {Error} */ (failure);
      }
    }
    this.requestUpdate();
  }

  /** @param {AbortSignal} signal
   * @returns {Promise<any>} */
  async #ask(signal) {
    const {panel, range} = this;
    const query = this.fill(panel.query ?? '');
    if (!range) {
      return {};
    }
    switch (panel.kind) {
      case 'series': {
        const width = step(range, MOST_BUCKETS);
        const measures = (panel.measures ?? [panel]).map(it =>
          ({.../** @type {any} */ (it), title: undefined, query: this.fill(it.query ?? '')}));
        const span = whole(range, width);
        return {span, width, ...await columns(measures, span, width, signal)};
      }
      case 'value': {
        const width = step(range, TREND_POINTS);
        const [[total], trend] = await Promise.all([totals({...panel, query, split: ''}, range, signal),
          columns([{...panel, query, split: ''}], range, width, signal)]);
        return {value: total?.value ?? null, trend: trend.columns[0]};
      }
      case 'top':
        return ask('top', {field: panel.field, query, limit: MOST_ROWS, ...bounds(range)}, {signal});
      default:
        return {rows: (await totals({...panel, query}, range, signal)).slice(0, MOST_ROWS)};
    }
  }

  render() {
    const {panel} = this;
    const found = this.#found?.kind === panel.kind ? this.#found : null;
    return html`<section class="card panel kind-${panel.kind}" aria-label=${said(panel.title)}>
      <h2>${said(panel.title)}</h2>
      ${problemCard(this.problem, this.fill(panel.query ?? ''))}
      ${this.problem || !found ? nothing : this.#show(found)}</section>`;
  }

  /** @param {any} found */
  #show(found) {
    switch (this.panel.kind) {
      case 'series': return this.#series(found);
      case 'value': return this.#value(found);
      case 'gauge': return this.#gauges(found);
      case 'top': return this.#top(found);
      case 'table': return this.#table(found);
      default: return html`<p class="hint">${t('panel.unknown', {kind: this.panel.kind})}</p>`;
    }
  }

  /** @param {any} found */
  #series({times, series, columns: values, span, width}) {
    if (series.length === 0) {
      return empty();
    }
    return html`<aq-chart height="260" .label=${said(this.panel.title)} .data=${[times, ...values]}
      .series=${series} .range=${span} .width=${width} .unit=${unitText(this.panel.unit ?? '')}
      .zoom=${zoom}></aq-chart>`;
  }

  /** @param {{value: number | null, trend: (number | null)[]}} found */
  #value({value, trend}) {
    const known = trend.filter(it => it !== null);
    const change = known.length > 1 ? (known.at(-1) ?? 0) - (known[0] ?? 0) : 0;
    const {unit = ''} = this.panel;
    return html`<p class="figure">${number(value === null ? null : Math.round(value * 100) / 100, unit)}</p>
      ${known.length > 1 ? html`<p class="hint">${change > 0 ? '▲' : change < 0 ? '▼' : '■'}
        ${t('panel.change', {change: number(Math.round(Math.abs(change) * 100) / 100, unit)})}</p>` : nothing}
      ${spark(trend, unit)}`;
  }

  /** @param {{rows: any[]}} found */
  #gauges({rows}) {
    const {min = 0, max = 100, unit = '', title} = this.panel;
    return rows.length === 0 ? empty() : html`<div class="gauges">${rows.slice(0, 8).map(({group, value}, i) =>
      gauge({label: group || said(title), value, min, max, unit, colour: i % 8 + 1}))}</div>`;
  }

  /** @param {{values: {value: string, count: number}[]}} found */
  #top({values}) {
    const {field = ''} = this.panel;
    const all = values.reduce((sum, {count}) => sum + count, 0);
    return values.length === 0 ? empty() : html`<ul class="bars">${values.map(({value, count}) => html`<li>
      <progress max=${values[0].count} value=${count} aria-hidden="true"></progress>
      <a href=${address('explore', {query: is(field, value)})}>${value}</a>
      <span class="count">${integer(count)}</span><span class="share">${percent(count / all)}</span></li>`)}</ul>`;
  }

  /** @param {{rows: any[]}} found */
  #table({rows}) {
    const {columns: shown = ['count', 'avg', 'min', 'max', 'last'], unit = '', split = ''} = this.panel;
    return rows.length === 0 ? empty() : html`<div class="scroll" tabindex="0" role="region"
      aria-label=${said(this.panel.title)}><table><thead><tr><th scope="col">${split || t('panel.all')}</th>
      ${shown.map(it => html`<th scope="col" class="number">${t(`aggregation.${it}`)}</th>`)}</tr></thead>
      <tbody>${rows.map(({group, row}) => html`<tr><th scope="row">${group || t('panel.all')}</th>
        ${shown.map(it => html`<td class="number">${it === 'count' ? integer(row.count)
          : number(Math.round(row[it] * 100) / 100, unit)}</td>`)}</tr>`)}</tbody></table></div>`;
  }
}
customElements.define('aq-panel', BoardPanel);

const empty = () => html`<p class="hint none">${t('panel.none')}</p>`;

/** @type {import('../../chart/chart.js').Zoom} */
const zoom = (from, to) => go(changed(bounds(snapped({from, to}, MOST_BUCKETS))));
