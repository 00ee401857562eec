// @ts-check
/** Boards of panels: what matters, together. */
import {html, nothing} from 'lit';
import {ask} from '../../core/api.js';
import {Screen, problemCard} from '../../core/element.js';
import {t} from '../../core/i18n.js';
import {mayEdit} from '../../core/session.js';
import {bounds, range} from '../../core/time.js';
import {address, changed, go, parameter} from '../../core/url.js';
import {icon} from '../../shell/icons.js';
import {filled, idOf, list, read, remove, said, save} from './boards.js';
import './panel.js';
import './board-editor.js';

const MOST_CHOICES = 100;

/** @typedef {import('./boards.js').Board} Board */

class Dashboards extends Screen {
  static properties = {draft: {state: true}, saving: {state: true}};

  /** @type {{id: string, title: any, isBuiltIn: boolean}[]} */
  #list = [];
  #look = () => this.requestUpdate();
  /** @type {Board | null} */
  #board = null;
  /** @type {Record<string, string[]>} */
  #choices = {};
  #range = range();
  /** @type {(query: string) => string} */
  #fill = query => query;

  constructor() {
    super();
    /** @type {Board | null} what is being changed and not yet saved */
    this.draft = null;
    /** @type {Error | null} why it could not be saved */
    this.saving = null;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('aq-session', this.#look);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('aq-session', this.#look);
  }

  /** @param {AbortSignal} signal */
  async load(signal) {
    const id = parameter('board', 'weather');
    if (this.#board?.id !== id) {
      this.draft = null;
    }
    [this.#list, this.#board] = await Promise.all([list(signal), read(id, signal)]);
    const asked = range();
    this.#range = asked;
    const {variables = []} = this.#board;
    const chosen = Object.fromEntries(variables.map(({name}) => [name, parameter(`var-${name}`)]));
    this.#fill = query => filled(query, variables, chosen);
    this.requestUpdate();
    await Promise.all(variables.map(async ({name, field, query}) => {
      const {values} = await ask('top', {field, query, limit: MOST_CHOICES, ...bounds(asked)}, {signal});
      this.#choices[name] = values.map((/** @type {any} */ it) => it.value).sort();
    }));
  }

  render() {
    const board = this.draft ?? this.#board;
    return html`<div class="boards">${this.#bar(board)}${problemCard(this.problem ?? this.saving)}
      ${this.problem || !board ? nothing : html`
        ${this.draft ? html`<aq-board-editor .board=${this.draft}
          @aq-board=${(/** @type {CustomEvent} */ event) => { this.draft = event.detail; }}></aq-board-editor>` : nothing}
        <div class="panels">${board.panels.map(panel => html`<aq-panel class="w${panel.width ?? 2}"
          .panel=${panel} .range=${this.#range} .fill=${this.#fill}></aq-panel>`)}</div>`}</div>`;
  }

  /** @param {Board | null} board */
  #bar(board) {
    return html`<div class="board-bar"><nav aria-label=${t('boards')}>${this.#list.map(({id, title}) => html`
        <a href=${address('dashboards', {board: id})} aria-current=${id === this.#board?.id ? 'page' : nothing}
          >${said(title)}</a>`)}</nav>
      ${(board?.variables ?? []).map(variable => html`<label class="inline">${said(variable.label) || variable.name}
        <select data-variable=${variable.name} @change=${(/** @type {Event} */ event) =>
          go(changed({[`var-${variable.name}`]: /** @type {HTMLSelectElement} */ (event.target).value}))}>
          <option value="">${t('boards.every')}</option>${this.#choicesOf(variable.name).map(value => html`
            <option value=${value} ?selected=${value === parameter(`var-${variable.name}`)}>${value}</option>`)}
        </select></label>`)}
      <div class="actions">${this.draft ? this.#saving() : !mayEdit() ? nothing : html`<button type="button" @click=${this.#edit}>
        ${icon('edit')} ${t('boards.edit')}</button>
        ${board && !board.isBuiltIn ? html`<button type="button" class="quiet"
          @click=${this.#remove}>${t('boards.remove')}</button>` : nothing}`}</div></div>`;
  }

  /** What the address says is a choice as well, also when the time has none of it.
   * @param {string} name */
  #choicesOf(name) {
    const chosen = parameter(`var-${name}`);
    return [...new Set([...this.#choices[name] ?? [], ...chosen ? [chosen] : []])];
  }

  #saving() {
    return html`<button type="button" class="primary" @click=${this.#save}>${t('boards.save')}</button>
      <button type="button" @click=${() => { this.draft = null; }}>${t('boards.cancel')}</button>`;
  }

  #edit = () => {
    const board = structuredClone(this.#board);
    if (board) {
      this.draft = board.isBuiltIn
        ? {...board, title: t('boards.copyOf', {title: said(board.title)})} : board;
    }
  };

  #save = async () => {
    const draft = this.draft;
    if (!draft) {
      return;
    }
    const id = draft.isBuiltIn || !draft.id ? idOf(said(draft.title)) : draft.id;
    try {
      await save(id, draft);
      this.draft = null;
      this.saving = null;
      go(changed({board: id}));
    } catch (failure) {
      this.saving = /** @type {Error} */ (failure);
    }
  };

  #remove = async () => {
    if (this.#board?.id && confirm(t('boards.removeReally', {title: said(this.#board.title)}))) {
      await remove(this.#board.id);
      go(changed({board: null}));
    }
  };
}
customElements.define('aq-dashboards', Dashboards);
