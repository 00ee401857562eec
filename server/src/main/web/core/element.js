// @ts-check
/** What the parts of the page have in common. */
import {LitElement, html, nothing} from 'lit';
import {Problem} from './api.js';
import {t} from './i18n.js';

/** A part of the page. It renders into the document itself, so that one style sheet and the ids of
 * labels reach everything, and anew when the language changes. */
export class Part extends LitElement {
  #speak = () => this.requestUpdate();

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('aq-language', this.#speak);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('aq-language', this.#speak);
  }
}

/** A screen: loads what the address asks for, again when the address or the time moves on. What a
 * newer question has made pointless is called off. */
export class Screen extends Part {
  static properties = {problem: {state: true}, isLoaded: {state: true}};

  #reload = () => this.reload();
  /** @type {AbortController | undefined} */
  #asking;

  constructor() {
    super();
    /** @type {Problem | Error | null} */
    this.problem = null;
    this.isLoaded = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.path = location.pathname;
    addEventListener('aq-url', this.#reload);
    addEventListener('aq-refresh', this.#reload);
    this.reload();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('aq-url', this.#reload);
    removeEventListener('aq-refresh', this.#reload);
    this.#asking?.abort();
  }

  async reload() {
    if (!this.isConnected || location.pathname !== this.path) {
      return;
    }
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    try {
      await this.load(asking.signal);
      if (!asking.signal.aborted) {
        this.problem = null;
      }
    } catch (failure) {
      if (!asking.signal.aborted) {
        this.problem = /** @type {Error} */ (failure);
      }
    }
    if (!asking.signal.aborted) {
      this.isLoaded = true;
      this.requestUpdate();
    }
  }

  /** Asks the server; a subclass says what.
   * @param {AbortSignal} _signal
   * @returns {Promise<void>} */
  async load(_signal) {}
}

/** What went wrong, and the next step. With a column, the place in the text as well.
 * @param {Problem | Error | null} problem
 * @param {string} [text] that the column counts in */
export function problemCard(problem, text = '') {
  if (!problem) {
    return nothing;
  }
  const {status = -1, advice = '', column = 0} = /** @type {Problem} */ (problem);
  return html`<div class="problem" role="alert">
    <p><strong>${status === 0 ? t('problem.unreachable') : problem.message}</strong>
      ${status === 0 ? t('problem.tryAgain') : advice}
      ${column > 0 ? html`<span class="column">${t('problem.column', {column})}</span>` : nothing}</p>
    ${column > 0 && text ? html`<pre aria-hidden="true">${text}\n${' '.repeat(column - 1)}▲</pre>`
      : nothing}
  </div>`;
}
