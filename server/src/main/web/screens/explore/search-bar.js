// @ts-check
/** The search, which proposes fields and values as one types (ARIA combobox with a list box). */
import {html, nothing} from 'lit';
import {ask} from '../../core/api.js';
import {Part} from '../../core/element.js';
import {integer, t} from '../../core/i18n.js';
import {FIELDS, KEYWORDS} from '../../core/query.js';
import {bounds, range} from '../../core/time.js';
import {icon} from '../../shell/icons.js';

const MOST_PROPOSALS = 10;

/** @typedef {{text: string, insert: string, from: number, count?: number}} Proposal */

class SearchBar extends Part {
  static properties = {
    value: {}, problem: {attribute: false}, proposals: {state: true}, active: {state: true},
  };

  #typed = 0;

  constructor() {
    super();
    this.value = '';
    /** @type {import('../../core/api.js').Problem | null} */
    this.problem = null;
    /** @type {Proposal[]} */
    this.proposals = [];
    this.active = -1;
  }

  get #input() {
    return /** @type {HTMLInputElement} */ (this.querySelector('input'));
  }

  render() {
    const isOpen = this.proposals.length > 0;
    return html`<form role="search" class="search" @submit=${this.#submit}>
      <div class="combobox">${icon('explore')}
        <input type="text" name="query" .value=${this.value} placeholder=${t('search.placeholder')}
          aria-label=${t('search.label')} aria-invalid=${this.problem?.parameter === 'query'}
          role="combobox" aria-autocomplete="list" aria-controls="proposals"
          aria-expanded=${isOpen} aria-activedescendant=${this.active < 0 ? nothing : `proposal-${this.active}`}
          autocomplete="off" autocapitalize="off" spellcheck="false"
          @input=${this.#propose} @focus=${this.#propose} @click=${this.#propose}
          @keydown=${this.#key} @blur=${this.#shut}>
        <ul id="proposals" role="listbox" aria-label=${t('search.proposals')} ?hidden=${!isOpen}>
          ${this.proposals.map((proposal, i) => html`<li role="option" id="proposal-${i}"
            aria-selected=${i === this.active} @mousedown=${(/** @type {Event} */ event) => {
              event.preventDefault();
              this.#take(proposal);
            }}><code>${proposal.text}</code>${proposal.count === undefined ? nothing
              : html`<span class="count">${integer(proposal.count)}</span>`}</li>`)}
        </ul></div>
      <button class="primary">${t('search')}</button></form>`;
  }

  async #propose() {
    const turn = ++this.#typed;
    const {value, selectionStart} = this.#input;
    const before = value.slice(0, selectionStart ?? value.length);
    const proposals = await this.#proposals(before);
    if (turn === this.#typed && document.activeElement === this.#input) {
      this.proposals = proposals;
      this.active = -1;
    }
  }

  /** What may stand at the end of this text.
   * @param {string} before
   * @returns {Promise<Proposal[]>} */
  async #proposals(before) {
    const value = /(?:^|[\s(!-])([a-z_.]+):("?)([^"\s()]*)$/i.exec(before);
    if (value) {
      const [, field, quote, begun] = value;
      const from = before.length - begun.length - quote.length;
      return KEYWORDS.includes(field) ? this.#values(field, begun, from) : [];
    }
    const begun = /(?:^|[\s(!-])([a-z_.]*)$/i.exec(before)?.[1] ?? null;
    if (begun === null || FIELDS.includes(begun)) {
      return [];
    }
    return FIELDS.filter(field => field.includes(begun)).slice(0, MOST_PROPOSALS).map(field =>
      ({text: field, insert: `${field}:`, from: before.length - begun.length}));
  }

  /** @param {string} field
   * @param {string} begun
   * @param {number} from */
  async #values(field, begun, from) {
    const query = /^[\w-]+$/.test(begun) ? `${field}:${begun}*` : '';
    try {
      const answer = await ask('top', {field, query, limit: MOST_PROPOSALS, ...bounds(range())});
      return answer.values.map((/** @type {{value: string, count: number}} */ {value, count}) =>
        ({text: value, count, from, insert: `${plain(value)} `}));
    } catch {
      return []; // A proposal is a courtesy; the search itself will say what is wrong.
    }
  }

  /** @param {Proposal} proposal */
  #take(proposal) {
    const input = this.#input;
    const rest = input.value.slice(input.selectionStart ?? input.value.length).trimStart();
    input.value = input.value.slice(0, proposal.from) + proposal.insert + rest;
    const caret = proposal.from + proposal.insert.length;
    input.setSelectionRange(caret, caret);
    this.#propose();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const count = this.proposals.length;
    if (event.key === 'Escape') {
      this.#shut();
    } else if (count > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.active = (this.active + step + count + (this.active < 0 && step < 0 ? 1 : 0)) % count;
    } else if (this.active >= 0 && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      this.#take(this.proposals[this.active]);
    }
  }

  #shut = () => {
    this.#typed++;
    this.proposals = [];
    this.active = -1;
  };

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    this.#shut();
    this.dispatchEvent(new CustomEvent('aq-search', {detail: this.#input.value.trim()}));
  }
}
customElements.define('aq-search-bar', SearchBar);

/** A value without quotes where it needs none.
 * @param {string} value */
const plain = value => /^[\w./-]+$/.test(value) && !/^(and|or|not)$/i.test(value) ? value
  : `"${value.replace(/["\\]/g, '\\$&')}"`;
