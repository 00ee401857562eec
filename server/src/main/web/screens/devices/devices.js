// @ts-check
/** Every device: what it measured last and when, how often it reports, and those that fail. */
import {html, nothing} from 'lit';
import {Problem, ask, each} from '../../core/api.js';
import {statistics} from '../../core/buckets.js';
import {spark} from '../../chart/spark.js';
import {Screen, problemCard} from '../../core/element.js';
import {ago, dateTime, number, plural, shortNumber, t} from '../../core/i18n.js';
import {and, is, measured} from '../../core/query.js';
import {bounds, range, step, whole} from '../../core/time.js';
import {address, changed, go, parameter} from '../../core/url.js';
import {firstCommand} from '../../shell/commands.js';
import {icon} from '../../shell/icons.js';
import '../explore/search-bar.js';
import './failing.js';

const MOST_SERIES = 500;
const PER_PAGE = 20;
const SPARK_POINTS = 40;

/** @typedef {{key: string, namespace: string, sender: string, origin: string, events: any[],
 *     seen: number, condition: string, count?: number, values?: (number | null)[]}} Device */

class Devices extends Screen {
  static properties = {page: {state: true}};

  /** @type {Device[]} */
  #devices = [];
  #isCut = false;
  #minutes = 1;
  /** @type {any[] | null} */
  #failing = null;

  constructor() {
    super();
    this.page = 0;
  }

  /** @param {AbortSignal} signal */
  async load(signal) {
    const query = parameter('query');
    const [{events}, failing] = await Promise.all([
      ask('latest', {query, limit: MOST_SERIES}, {signal}),
      ask('failing', {}, {signal}).catch(withoutLeave),
    ]);
    this.#isCut = events.length === MOST_SERIES;
    this.#devices = group(events, this.#devices);
    this.#failing = failing?.failing ?? null;
    this.page = Math.min(this.page, Math.max(0, Math.ceil(this.#devices.length / PER_PAGE) - 1));
    this.isLoaded = true;
    this.requestUpdate();
    await this.#measure(signal);
  }

  /** Asks for what only the rows in sight show.
   * @param {AbortSignal} signal */
  async #measure(signal) {
    const asked = range();
    const width = step(asked, SPARK_POINTS);
    const {from, to} = whole(asked, width);
    this.#minutes = (Math.min(to, Date.now()) - from) / 60_000;
    await each(this.#visible(), async device => {
      const own = and(parameter('query'), device.condition);
      const type = device.events.find(({payload}) => payload.value !== undefined)?.payload.type;
      const [counted, measures] = await Promise.all([
        ask('histogram', {query: own, ...bounds({from, to})}, {signal}),
        type === undefined ? null
          : statistics({query: and(own, is('payload.type', type))}, {from, to}, width, signal),
      ]);
      device.count = counted.total;
      device.values = measures?.rows.map(row => row && row.avg);
      this.requestUpdate();
    });
  }

  #visible() {
    return this.#devices.slice(this.page * PER_PAGE, (this.page + 1) * PER_PAGE);
  }

  render() {
    const query = parameter('query');
    return html`<div class="devices">
      <aq-search-bar .value=${query} .problem=${this.problem}
        @aq-search=${(/** @type {CustomEvent} */ event) => this.#search(event.detail)}></aq-search-bar>
      ${problemCard(this.problem, query)}
      ${this.problem || !this.isLoaded ? nothing : this.#devices.length === 0 ? this.#none(query) : this.#table()}
      ${this.isLoaded ? html`<aq-failing .failing=${this.#failing}></aq-failing>` : nothing}</div>`;
  }

  /** @param {string} query */
  #none(query) {
    return html`<section class="card empty"><h2>${t(query ? 'devices.noneMatch' : 'devices.none')}</h2>
      ${query ? html`<a class="button" href=${changed({query: null})}>${t('devices.all')}</a>`
        : html`<p>${t('explore.sendOne')}</p><aq-copy-line .text=${firstCommand()}></aq-copy-line>`}</section>`;
  }

  #table() {
    return html`<section class="card" aria-label=${t('nav.devices')}>
      <header class="card-head"><h2>${plural('devices.count', this.#devices.length)}${this.#isCut ? '+' : ''}</h2>
        ${this.#isCut ? html`<p class="hint">${t('devices.cut', {most: MOST_SERIES})}</p>` : nothing}</header>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('nav.devices')}><table class="documents">
        <thead><tr><th scope="col">origin</th><th scope="col" class="wide">sender</th>
          <th scope="col" class="wide">namespace</th><th scope="col">${t('devices.last')}</th>
          <th scope="col">${t('devices.seen')}</th><th scope="col" class="number wide">${t('devices.rate')}</th>
          <th scope="col" class="wide">${t('devices.trend')}</th></tr></thead>
        <tbody>${this.#visible().map(device => this.#row(device))}</tbody></table></div>
      ${this.#devices.length <= PER_PAGE ? nothing : html`<nav class="pages" aria-label=${t('pages')}>
        <button type="button" ?disabled=${this.page === 0} @click=${() => this.#turn(-1)}>${t('pages.before')}</button>
        <button type="button" ?disabled=${(this.page + 1) * PER_PAGE >= this.#devices.length}
          @click=${() => this.#turn(1)}>${t('pages.after')}</button></nav>`}</section>`;
  }

  /** @param {Device} device */
  #row(device) {
    const {namespace, sender, origin, events, seen, condition, count, values} = device;
    const unit = events.find(({payload}) => payload.value !== undefined)?.payload.unit;
    return html`<tr><th scope="row" class="origin"><a href=${address('explore', {query: condition})}>${origin}</a></th>
      <td class="wide">${sender}</td><td class="wide">${namespace}</td>
      <td><ul class="values">${events.slice(0, 6).map(value)}</ul>${events.length > 6
        ? html`<span class="hint">+${events.length - 6}</span>` : nothing}</td>
      <td><time datetime=${new Date(seen).toISOString()} title=${dateTime(seen)}>${ago(seen)}</time></td>
      <td class="number wide">${count === undefined ? nothing
        : rate(count / this.#minutes)}</td>
      <td class="wide"><a class="trend" href=${series(condition)} aria-label=${t('devices.series', {origin})}
        title=${t('devices.series', {origin})}>${(values && spark(values, unit)) || icon('series')}</a></td></tr>`;
  }

  /** @param {number} step */
  #turn(step) {
    this.page += step;
    this.reload();
  }

  /** @param {string} query */
  #search(query) {
    this.page = 0;
    go(changed({query}));
  }
}
customElements.define('aq-devices', Devices);

/** Everything that a device measures, in one chart.
 * @param {string} condition */
const series = condition => address('series',
    {series: JSON.stringify([{query: condition, split: 'payload.type'}])});

/** Per minute, hour or day, so that the number is not too small to be read.
 * @param {number} perMinute */
function rate(perMinute) {
  const [key, factor] = perMinute >= 1 || perMinute === 0 ? ['minute', 1]
    : perMinute * 60 >= 1 ? ['hour', 60] : ['day', 1440];
  return t(`devices.per.${key}`, {count: shortNumber(Math.round(perMinute * Number(factor) * 10) / 10)});
}

/** @param {any} event */
function value(event) {
  const measure = measured(event);
  return html`<li><span class="tag">${event.payload.type}</span> <strong>${typeof measure === 'number'
    ? number(measure, event.payload.unit) : String(measure)}</strong></li>`;
}

/** The newest event of each series, put together by device; the latest seen first.
 * @param {any[]} events
 * @param {Device[]} before whose figures are shown until the new ones are there
 * @returns {Device[]} */
function group(events, before) {
  const known = new Map(before.map(device => [device.key, device]));
  /** @type {Map<string, Device>} */
  const devices = new Map();
  for (const event of events) {
    const {namespace, sender, origin} = event;
    const key = JSON.stringify([namespace, sender, origin]);
    const condition = `${is('namespace', namespace)} AND ${is('sender', sender)} AND ${is('origin', origin)}`;
    const {count, values} = known.get(key) ?? {};
    const device = devices.get(key)
        ?? {key, namespace, sender, origin, condition, events: [], seen: 0, count, values};
    device.events.push(event);
    device.seen = Math.max(device.seen, Date.parse(event.timestamp));
    devices.set(key, device);
  }
  return [...devices.values()].sort((a, b) => b.seen - a.seen || a.key.localeCompare(b.key));
}

/** Accounts of some namespaces may not see addresses, which belong to none.
 * @param {Error} failure */
function withoutLeave(failure) {
  if (failure instanceof Problem && failure.status === 403) {
    return null;
  }
  throw failure;
}
