// @ts-check
/** Events in a table; a row opens to show every field, or the JSON. */
import {html, nothing} from 'lit';
import {Part} from '../../core/element.js';
import {dateTime, number, t} from '../../core/i18n.js';
import {KEYWORDS, is, isNot, measured, valueOf} from '../../core/query.js';
import {icon} from '../../shell/icons.js';

const DETAILS = ['timestamp', 'received', 'time_source', ...KEYWORDS, 'payload.value',
  'payload.string', 'payload.bool', 'payload.data'];

class Documents extends Part {
  static properties = {events: {attribute: false}, open: {state: true}, asJson: {state: true}};

  constructor() {
    super();
    /** @type {any[]} */
    this.events = [];
    /** @type {Set<any>} */
    this.open = new Set();
    this.asJson = false;
  }

  render() {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('explore.documents')}>
      <table class="documents"><thead><tr>
        <th scope="col"><span class="visually-hidden">${t('documents.details')}</span></th>
        <th scope="col">${t('time')}</th><th scope="col">origin</th>
        <th scope="col" class="wide">sender</th><th scope="col" class="wide">namespace</th>
        <th scope="col" class="wide">payload.type</th><th scope="col" class="number">payload.value</th>
      </tr></thead><tbody>${this.events.map((event, i) => this.#row(event, i))}</tbody></table></div>`;
  }

  /** @param {any} event
   * @param {number} index */
  #row(event, index) {
    const isOpen = this.open.has(event);
    return html`<tr class=${isOpen ? 'open' : nothing}>
      <td><button type="button" class="expand" aria-expanded=${isOpen}
        aria-controls=${isOpen ? `document-${index}` : nothing}
        aria-label=${t('documents.show', {time: dateTime(event.timestamp), origin: event.origin})}
        @click=${() => this.#toggle(event)}>${icon(isOpen ? 'down' : 'open')}</button></td>
      <td class="time">${dateTime(event.timestamp)}</td><td class="origin">${event.origin}</td>
      <td class="wide">${event.sender}</td><td class="wide">${event.namespace}</td>
      <td class="wide"><span class="tag">${event.payload.type}</span></td>
      <td class="number value"><span class="narrow hint">${event.payload.type}</span> ${shown(event)}</td></tr>
    ${isOpen ? html`<tr class="details" id="document-${index}"><td></td><td colspan="6">
      ${this.#details(event)}</td></tr>` : nothing}`;
  }

  /** @param {any} event */
  #details(event) {
    return html`<div class="switch" role="group" aria-label=${t('documents.as')}>
        ${[false, true].map(json => html`<button type="button" aria-pressed=${this.asJson === json}
          @click=${() => { this.asJson = json; }}>${t(json ? 'documents.json' : 'documents.table')}</button>`)}
      </div>
      ${this.asJson ? html`<pre tabindex="0" class="json">${JSON.stringify(event, null, 2)}</pre>`
        : html`<dl>${DETAILS.filter(field => valueOf(event, field) !== undefined).map(field =>
            this.#detail(event, field))}</dl>`}`;
  }

  /** @param {any} event
   * @param {string} field */
  #detail(event, field) {
    const value = String(valueOf(event, field));
    const canFilter = field !== 'timestamp' && field !== 'received';
    return html`<div><dt><code>${field}</code></dt><dd>${canFilter ? [
      this.#filter('plus', 'fields.add', is(field, value), is(field, value)),
      this.#filter('minus', 'fields.without', is(field, value), isNot(field, value))] : nothing}<span>${
        canFilter ? value : dateTime(value, true)}</span></dd></div>`;
  }

  /** @param {string} picture
   * @param {string} key of the words
   * @param {string} condition that the words name
   * @param {string} detail that is searched for */
  #filter(picture, key, condition, detail) {
    const words = t(key, {condition});
    return html`<button type="button" class="quiet" title=${words} aria-label=${words}
      @click=${() => this.dispatchEvent(new CustomEvent('aq-filter', {detail}))}>${icon(picture)}</button>`;
  }

  /** @param {any} event */
  #toggle(event) {
    const open = new Set(this.open);
    if (!open.delete(event)) {
      open.add(event);
    }
    this.open = open;
  }
}
customElements.define('aq-documents', Documents);

/** @param {any} event */
function shown(event) {
  const value = measured(event);
  return typeof value === 'number' ? number(value, event.payload.unit) : String(value);
}
