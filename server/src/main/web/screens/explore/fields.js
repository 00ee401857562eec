// @ts-check
/** What the events found have in common: the most frequent values of each field. */
import {html, nothing} from 'lit';
import {ask} from '../../core/api.js';
import {Part} from '../../core/element.js';
import {integer, percent, t} from '../../core/i18n.js';
import {KEYWORDS, is, isNot} from '../../core/query.js';
import {bounds} from '../../core/time.js';
import {icon} from '../../shell/icons.js';

const MOST_VALUES = 8;
const OPEN_AT_FIRST = ['sender', 'origin', 'payload.type'];

class Fields extends Part {
  static properties = {
    query: {}, range: {attribute: false}, total: {type: Number}, open: {state: true},
  };

  /** @type {Record<string, {value: string, count: number}[]>} */
  #values = {};
  /** @type {AbortController | undefined} */
  #asking;

  constructor() {
    super();
    this.query = '';
    /** @type {import('../../core/time.js').Range | null} */
    this.range = null;
    this.total = 0;
    /** @type {Set<string>} fields that are looked at; the others cost no question */
    this.open = new Set(matchMedia('(min-width: 60rem)').matches ? OPEN_AT_FIRST : []);
  }

  /** A new range is a new question, even when it is as long as the one before.
   * @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('query') || changed.has('range')) {
      this.#load();
    }
  }

  async #load() {
    this.#asking?.abort();
    const {signal} = this.#asking = new AbortController();
    const fields = [...this.open];
    if (!this.range || fields.length === 0) {
      return;
    }
    const question = {field: fields.join(), query: this.query, limit: MOST_VALUES, ...bounds(this.range)};
    try {
      const {values} = await ask('top', question, {signal});
      fields.forEach(field => {
        this.#values[field] = values.filter((/** @type {any} */ value) => value.field === field);
      });
      this.requestUpdate();
    } catch {
      // The screen asks the same of the events and says what is wrong.
    }
  }

  render() {
    return html`<aside class="card fields" aria-label=${t('fields')}><h2>${t('fields')}</h2>
      ${KEYWORDS.map(field => html`<details ?open=${this.open.has(field)}
        @toggle=${(/** @type {Event} */ event) => this.#toggle(field, event)}>
        <summary><code>${field}</code></summary>${this.#list(field)}</details>`)}</aside>`;
  }

  /** @param {string} field */
  #list(field) {
    const values = this.#values[field];
    if (!values) {
      return nothing;
    }
    return values.length === 0 ? html`<p class="hint">${t('fields.none')}</p>`
      : html`<ul>${values.map(({value, count}) => html`<li><button type="button"
          title=${t('fields.add', {condition: is(field, value)})}
          @click=${() => this.#filter(is(field, value))}>
          <progress max="1" value=${this.#share(count)} aria-hidden="true"></progress>
          <span class="value">${value === '' ? t('fields.blank') : value}</span>
          <span class="count">${integer(count)}</span>
          <span class="share">${percent(this.#share(count))}</span></button>${this.#without(field, value)}</li>`)}</ul>`;
  }

  /** @param {string} field
   * @param {string} value */
  #without(field, value) {
    const words = t('fields.without', {condition: is(field, value)});
    return html`<button type="button" class="without" title=${words} aria-label=${words}
      @click=${() => this.#filter(isNot(field, value))}>${icon('minus')}</button>`;
  }

  /** @param {number} count */
  #share(count) {
    return this.total > 0 ? Math.min(1, count / this.total) : 0;
  }

  /** @param {string} field
   * @param {Event} event */
  #toggle(field, event) {
    const isOpen = /** @type {HTMLDetailsElement} */ (event.target).open;
    if (isOpen !== this.open.has(field)) {
      const open = new Set(this.open);
      open[isOpen ? 'add' : 'delete'](field);
      this.open = open;
      this.#load();
    }
  }

  /** @param {string} detail a condition */
  #filter(detail) {
    this.dispatchEvent(new CustomEvent('aq-filter', {detail}));
  }
}
customElements.define('aq-fields', Fields);
