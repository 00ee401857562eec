// @ts-check
/** Finds events: how many there are and when, what they have in common, and each of them. */
import {html, nothing} from 'lit';
import {ask, url} from '../../core/api.js';
import {histogram} from '../../core/buckets.js';
import {Screen, problemCard} from '../../core/element.js';
import {ago, dateTime, duration, plural, t} from '../../core/i18n.js';
import {and} from '../../core/query.js';
import {bounds, range, snapped, step, whole} from '../../core/time.js';
import {changed, go, parameter} from '../../core/url.js';
import {icon} from '../../shell/icons.js';
import {firstCommand} from '../../shell/commands.js';
import '../../chart/chart.js';
import './search-bar.js';
import './fields.js';
import './documents.js';

const ROWS = 50;

/** Bars that can be told apart. */
const buckets = () => innerWidth < 700 ? 48 : 100;

class Explore extends Screen {
  /** @type {{times: number[], counts: number[], total: number} | null} */
  #histogram = null;
  /** @type {{events: any[], next: string | null} | null} */
  #page = null;
  /** @type {any} the newest event at all, when the range has none */
  #newest = null;
  #range = range();
  #width = 0;
  /** @type {string[]} where the pages before this one begin */
  #before = [];

  /** @param {AbortSignal} signal */
  async load(signal) {
    const query = parameter('query');
    const asked = range();
    this.#width = step(asked, buckets());
    this.#range = whole(asked, this.#width);
    const question = {query, ...bounds(this.#range)};
    const after = parameter('after');
    this.requestUpdate();
    await Promise.all([
      histogram(query, this.#range, this.#width, signal).then(answer => {
        this.#histogram = answer;
        this.requestUpdate();
      }),
      ask('events', {...question, limit: ROWS, after}, {signal}).then(answer => {
        this.#page = answer;
        this.requestUpdate();
      }),
    ]);
    this.#newest = this.#page?.events.length === 0
      ? (await ask('events', {query, limit: 1}, {signal})).events[0] ?? null : null;
  }

  render() {
    const query = parameter('query');
    return html`<div class="explore">
      <aq-search-bar .value=${query} .problem=${this.problem}
        @aq-search=${(/** @type {CustomEvent} */ event) => this.#search(event.detail)}></aq-search-bar>
      ${problemCard(this.problem, query)}
      <aq-fields .query=${query} .range=${this.#range} .total=${this.#histogram?.total ?? 0}
        @aq-filter=${(/** @type {CustomEvent} */ event) => this.#filter(event.detail)}></aq-fields>
      <div class="results">${this.problem ? nothing : [this.#time(), this.#documents()]}</div>
    </div>`;
  }

  #time() {
    if (!this.#histogram) {
      return html`<section class="card waiting" aria-busy="true"></section>`;
    }
    const {times, counts, total} = this.#histogram;
    return html`<section class="card" aria-label=${t('explore.overTime')}>
      <header class="card-head"><p class="hits" aria-live="polite">${hits(total)}</p>
        <p class="hint">${dateTime(this.#range.from)} – ${dateTime(this.#range.to)}
          · ${t('explore.perBar', {width: duration(this.#width)})}</p></header>
      <aq-chart kind="bars" height="150" .label=${t('explore.overTime')}
        .data=${[times.map(time => time / 1000), counts]}
        .series=${[{label: t('explore.events')}]} .range=${this.#range} .width=${this.#width}
        .zoom=${zoom}></aq-chart>
      <p class="hint drag">${t('explore.drag')}</p></section>`;
  }

  #documents() {
    const page = this.#page;
    if (!page) {
      return nothing;
    }
    if (page.events.length === 0 && !parameter('after')) {
      return this.#nothingFound();
    }
    return html`<section class="card" aria-label=${t('explore.documents')}>
      <header class="card-head"><h2>${t('explore.documents')}</h2>${this.#exports()}</header>
      <aq-documents .events=${page.events}
        @aq-filter=${(/** @type {CustomEvent} */ event) => this.#filter(event.detail)}></aq-documents>
      <nav class="pages" aria-label=${t('pages')}>
        <button type="button" ?disabled=${!parameter('after')} @click=${this.#newer}>${t('pages.newer')}</button>
        <button type="button" ?disabled=${!page.next} @click=${this.#older}>${t('pages.older')}</button>
      </nav></section>`;
  }

  #exports() {
    const question = {query: parameter('query'), ...bounds(this.#range)};
    return html`<p class="exports">${icon('download')}<span>${t('explore.export')}</span>
      ${['csv', 'jsonl'].map(format => html`<a download="events.${format}"
        href=${url('events/export', {format, ...question})}>${format.toUpperCase()}</a>`)}</p>`;
  }

  #nothingFound() {
    if (!this.isLoaded) {
      return nothing;
    }
    const newest = this.#newest;
    return html`<section class="card empty">
      <h2>${t(newest ? 'explore.noneInRange' : parameter('query') ? 'explore.noneMatch' : 'explore.noneAtAll')}</h2>
      ${newest ? html`<p>${t('explore.newestIs', {ago: ago(newest.timestamp)})}</p>
          <p><a class="button primary" href=${changed(around(newest.timestamp))}>${t('explore.goThere')}</a></p>`
        : parameter('query') ? html`<p>${t('explore.noneMatchHint')}</p>
          <p><a class="button" href=${changed({query: null})}>${t('explore.showAll')}</a></p>`
        : html`<p>${t('explore.sendOne')}</p><aq-copy-line .text=${firstCommand()}></aq-copy-line>`}
    </section>`;
  }

  /** @param {string} query */
  #search(query) {
    this.#before = [];
    go(changed({query, after: null}));
  }

  /** @param {string} condition */
  #filter(condition) {
    this.#search(and(parameter('query'), condition));
  }

  #older = () => {
    this.#before.push(parameter('after'));
    go(changed({after: this.#page?.next}));
    this.querySelector('.results')?.scrollIntoView();
  };

  #newer = () => go(changed({after: this.#before.pop()}));
}
customElements.define('aq-explore', Explore);

/** @type {import('../../chart/chart.js').Zoom} */
const zoom = (from, to) => go(changed({...bounds(snapped({from, to}, buckets())), after: null}));

/** @param {number} total */
function hits(total) {
  const [count, ...words] = plural('explore.hits', total).split(' ');
  return html`<strong>${count}</strong> ${words.join(' ')}`;
}

/** An hour on both sides, and up to now when that is within it.
 * @param {string} time */
function around(time) {
  const middle = Date.parse(time);
  return bounds({from: middle - 3_600_000, to: middle + 3_600_000});
}
