// @ts-check
/** What arrives now. */
import {html, nothing} from 'lit';
import {ask} from '../../core/api.js';
import {Screen, problemCard} from '../../core/element.js';
import {clock, integer, number, shortNumber, t} from '../../core/i18n.js';
import {is, measured} from '../../core/query.js';
import {address, changed, go, parameter, parameters} from '../../core/url.js';
import {icon} from '../../shell/icons.js';
import {KEPT, LiveStream} from './stream.js';
import {SECONDS, columns, rate} from './rates.js';
import '../../chart/chart.js';
import '../explore/search-bar.js';
import './first-event.js';

/** Longest that the list lags behind, in milliseconds; faster is not seen but costs. */
const PAUSE = 200;

/** How much of what was there before is shown. */
const STORED = 20;

/** Figures of the server itself, where it stores them. */
const FIGURES = ['duration_p50_ms', 'duration_p95_ms', 'duration_p99_ms'];

/** Seconds between two looks at those; the server does not store them more often. */
const FIGURES_EVERY = 10;

/** Milliseconds after which what a collector said is of one that is gone. */
const FRESH = 60_000;

class Live extends Screen {
  static properties = {isPaused: {state: true}, isEmpty: {state: true}};

  /** @type {LiveStream | null} */
  #stream = null;
  /** @type {string | null} */
  #query = null;
  #due = 0;
  #tick = 0;
  #seconds = 0;
  /** @type {Map<string, number>} */
  #figures = new Map();
  /** @type {[code: string, perSecond: number][]} */
  #codes = [];
  /** @type {LiveStream['last']} what is shown while the stream goes on */
  #shown = [];
  /** @type {any[]} what was there before, until something comes */
  #stored = [];

  constructor() {
    super();
    this.isPaused = false;
    /** Whether devices never sent anything: then it says how they do. */
    this.isEmpty = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#tick = setInterval(() => this.#second(), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#tick);
    clearTimeout(this.#due);
    this.#stream?.close();
    this.#query = null;
  }

  /** @param {AbortSignal} signal */
  async load(signal) {
    const query = parameter('query');
    if (query !== this.#query) {
      const {events} = await ask('events', {query, limit: STORED}, {signal});
      this.#stored = events;
      this.#shown = [];
      this.#stream?.close();
      this.#query = query;
      this.#stream = parameters().has('still') ? null : new LiveStream(query, () => this.#changed());
    }
    const [known] = await Promise.all([
      ask('top', {field: 'namespace', limit: 3}, {signal}),
      this.#readFigures(signal),
    ]);
    const fromDevices = known.values.filter((/** @type {any} */ it) => it.value !== 'acequia');
    this.isEmpty ||= fromDevices.length === 0;
  }

  /** What the collectors say of themselves: how long requests took at the slowest of them, and how
   * all of them answered.
   * @param {AbortSignal} [signal] */
  async #readFigures(signal) {
    const {events} = await ask('latest', {query: 'namespace:acequia', limit: 1000}, {signal});
    const times = events.map((/** @type {any} */ it) => Date.parse(it.timestamp));
    const newest = Math.max(...times);
    const now = events.filter((/** @type {any} */ _, /** @type {number} */ at) => newest - times[at] < FRESH);
    this.#figures = new Map();
    const codes = new Map();
    for (const {origin, payload: {type, value}} of now) {
      if (type === 'requests_per_second') {
        codes.set(origin, (codes.get(origin) ?? 0) + value);
      } else {
        this.#figures.set(type, Math.max(this.#figures.get(type) ?? 0, value));
      }
    }
    this.#codes = [...codes].sort();
  }

  #second() {
    this.requestUpdate();
    if (++this.#seconds % FIGURES_EVERY === 0 && this.#stream && !document.hidden) {
      this.#readFigures().catch(() => {
        // The stream says that the server is away; figures come again when it does.
      });
    }
  }

  #changed() {
    this.#due ||= setTimeout(() => {
      this.#due = 0;
      if (!this.isPaused) {
        this.#shown = this.#stream?.last.slice() ?? [];
      }
      this.requestUpdate();
    }, PAUSE);
  }

  render() {
    const query = parameter('query');
    const stream = this.#stream;
    return html`<div class="live">
      <aq-search-bar .value=${query} .problem=${this.problem}
        @aq-search=${(/** @type {CustomEvent} */ event) => go(changed({query: event.detail}))}></aq-search-bar>
      ${problemCard(this.problem, query)}
      ${this.isEmpty ? html`<aq-first-event .arrived=${stream?.last.at(-1)?.data ?? null}></aq-first-event>`
        : nothing}
      ${this.problem ? nothing : [this.#tiles(), this.#chart(), this.#list()]}</div>`;
  }

  #tiles() {
    const stream = this.#stream;
    const state = stream?.state ?? 'still';
    return html`<section class="tiles" aria-label=${t('live.now')}>
      ${tile(t('live.rate'), stream ? shortNumber(rate(stream.rates, Date.now())) : '–', t('live.perSecond'))}
      ${tile(t('live.sinceOpen'), stream ? integer(stream.total) : '–', t('live.events'))}
      ${FIGURES.filter(type => this.#figures.has(type)).map(type =>
        tile(t(`live.${type}`), number(this.#figures.get(type), 'ms'), t('live.handling')))}
      ${this.#codes.length === 0 ? nothing : html`<div class="card tile"><p class="label">${t('live.codes')}</p>
        <ul class="codes">${this.#codes.map(([code, perSecond]) => html`<li><span
          class="tag ${code < '4' ? 'good' : 'bad'}">${code}</span> ${shortNumber(perSecond)}</li>`)}</ul>
        <p class="hint">${t('live.requestsPerSecond')}</p></div>`}
      <div class="card tile"><p class="label">${t('live.stream')}</p>
        <p><span class="tag ${state === 'open' ? 'good' : state === 'lost' ? 'bad' : ''}" role="status">
          ${t(`live.${state}`)}</span></p>
        <p><button type="button" aria-pressed=${this.isPaused}
          @click=${() => { this.isPaused = !this.isPaused; }}>${icon(this.isPaused ? 'play' : 'pause')}
          ${t(this.isPaused ? 'live.resume' : 'live.pause')}</button></p></div></section>`;
  }

  #chart() {
    const now = Date.now();
    const to = Math.floor(now / 1000) * 1000;
    return html`<section class="card" aria-label=${t('live.rateOverTime')}>
      <h2>${t('live.rateOverTime')}</h2>
      <aq-chart kind="bars" height="130" .label=${t('live.rateOverTime')} .width=${1000}
        .data=${columns(this.#stream?.rates ?? new Map(), now)} .series=${[{label: t('live.events')}]}
        .range=${{from: to - SECONDS * 1000, to}}></aq-chart>
      ${this.#stream?.gaps ? html`<p class="problem">${t('live.gap')}</p>` : nothing}</section>`;
  }

  #list() {
    const arrived = this.#shown.map(({data}) => JSON.parse(data));
    const rows = [...arrived, ...this.#stored].slice(0, KEPT);
    return html`<section class="card" aria-label=${t('live.last')}>
      <header class="card-head"><h2>${t('live.last')}</h2>
        <a href=${address('explore', {query: parameter('query')})}>${t('live.explore')}</a></header>
      ${rows.length === 0 ? html`<p class="hint waiting-line">${t('live.waiting')}</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label=${t('live.last')}>
          <table class="documents"><thead><tr><th scope="col">${t('time')}</th><th scope="col">origin</th>
            <th scope="col" class="wide">sender</th><th scope="col" class="wide">payload.type</th>
            <th scope="col" class="number">payload.value</th></tr></thead>
          <tbody>${rows.map(row)}</tbody></table></div>`}</section>`;
  }
}
customElements.define('aq-live', Live);

/** @param {string} label
 * @param {string} figure
 * @param {string} unit */
const tile = (label, figure, unit) => html`<div class="card tile"><p class="label">${label}</p>
  <p class="figure">${figure}</p><p class="hint">${unit}</p></div>`;

/** @param {any} event */
function row(event) {
  const value = measured(event);
  return html`<tr><td class="time">${clock(Date.parse(event.timestamp), true)}</td>
    <td class="origin"><a href=${address('explore', {query: is('origin', event.origin)})}>${event.origin}</a></td>
    <td class="wide">${event.sender}</td><td class="wide"><span class="tag">${event.payload.type}</span></td>
    <td class="number value"><span class="narrow hint">${event.payload.type}</span> ${typeof value === 'number' ? number(value, event.payload.unit)
      : String(value)}</td></tr>`;
}
