// @ts-check
/** Changes a board: its title, and its panels one by one. */
import {html, nothing} from 'lit';
import {Part} from '../../core/element.js';
import {t} from '../../core/i18n.js';
import {AGGREGATIONS} from '../../core/measures.js';
import {KEYWORDS} from '../../core/query.js';
import {icon} from '../../shell/icons.js';
import {said} from './boards.js';

const KINDS = ['series', 'gauge', 'value', 'top', 'table'];
const WIDTHS = [1, 2, 3, 4];
const NEW_PANEL = {kind: 'series', title: '', query: '', aggregation: 'avg', split: 'origin', width: 2};

/** @typedef {import('./boards.js').Board} Board
 * @typedef {import('./boards.js').Panel} Panel */

class BoardEditor extends Part {
  static properties = {board: {attribute: false}};

  constructor() {
    super();
    /** @type {Board} */
    this.board = {title: '', panels: []};
  }

  render() {
    const {title, panels} = this.board;
    return html`<section class="card editor" aria-label=${t('boards.edit')}>
      <label>${t('editor.title')}<input name="title" .value=${said(title)} @change=${this.#rename}></label>
      <ol class="measures">${panels.map((panel, i) => html`<li>${this.#form(panel, i)}</li>`)}</ol>
      <button type="button" @click=${() => this.#panels([...panels, NEW_PANEL])}>${icon('plus')}
        ${t('editor.add')}</button></section>`;
  }

  /** @param {Panel} panel
   * @param {number} index */
  #form(panel, index) {
    const change = (/** @type {Event} */ event) =>
      this.#change(index, /** @type {HTMLFormElement} */ (event.currentTarget));
    const isTop = panel.kind === 'top';
    return html`<form class="measure" aria-label=${t('editor.panel', {number: index + 1})} @change=${change}
        @submit=${(/** @type {Event} */ event) => { event.preventDefault(); change(event); }}>
      <label>${t('editor.title')}<input name="title" .value=${said(panel.title)} size="14"></label>
      ${choice('editor.kind', 'kind', KINDS.map(it => [it, t(`panel.${it}`)]), panel.kind)}
      <label class="grow">${t('search.label')}<input class="mono" name="query" .value=${panel.query ?? ''}
        autocomplete="off" spellcheck="false"></label>
      ${isTop ? choice('fields', 'field', KEYWORDS.map(it => [it, it]), panel.field ?? 'origin') : [
        choice('series.aggregation', 'aggregation', AGGREGATIONS.map(it => [it, t(`aggregation.${it}`)]),
            panel.aggregation ?? 'avg'),
        panel.kind === 'value' ? nothing : choice('series.split', 'split',
            [['', t('series.noSplit')], ...KEYWORDS.map(it => [it, it])], panel.split ?? '')]}
      ${panel.kind === 'gauge' ? ['min', 'max'].map(name => html`<label>${t(`aggregation.${name}`)}
        <input name=${name} type="number" step="any" size="5" .value=${String(panel[/** @type {'min'} */ (name)] ?? (name === 'min' ? 0 : 100))}></label>`) : nothing}
      ${isTop ? nothing : html`<label>${t('editor.unit')}<input name="unit" .value=${panel.unit ?? ''} size="5"></label>`}
      ${choice('editor.width', 'width', WIDTHS.map(it => [String(it), `${it} / 4`]), String(panel.width ?? 2))}
      <button type="button" class="quiet" ?disabled=${index === 0} aria-label=${t('editor.up', {number: index + 1})}
        @click=${() => this.#up(index)}>${icon('up')}</button>
      <button type="button" class="quiet" aria-label=${t('editor.remove', {number: index + 1})}
        @click=${() => this.#panels(this.board.panels.toSpliced(index, 1))}>${icon('close')}</button></form>`;
  }

  /** @param {number} index
   * @param {HTMLFormElement} form */
  #change(index, form) {
    const given = Object.fromEntries(new FormData(form));
    const panel = {...this.board.panels[index], ...given, width: Number(given.width)};
    for (const name of /** @type {('min' | 'max')[]} */ (['min', 'max'])) {
      if (name in given) {
        panel[name] = Number(given[name]);
      }
    }
    // The title is kept in all its languages unless somebody writes another.
    if (given.title === said(this.board.panels[index].title)) {
      panel.title = this.board.panels[index].title;
    }
    this.#panels(this.board.panels.with(index, /** @type {Panel} */ (panel)));
  }

  /** @param {number} index */
  #up(index) {
    const {panels} = this.board;
    this.#panels(panels.with(index - 1, panels[index]).with(index, panels[index - 1]));
  }

  /** @param {Event} event */
  #rename(event) {
    this.#tell({...this.board, title: /** @type {HTMLInputElement} */ (event.target).value});
  }

  /** @param {Panel[]} panels */
  #panels(panels) {
    this.#tell({...this.board, panels});
  }

  /** @param {Board} detail */
  #tell(detail) {
    this.dispatchEvent(new CustomEvent('aq-board', {detail}));
  }
}
customElements.define('aq-board-editor', BoardEditor);

/** @param {string} label
 * @param {string} name
 * @param {string[][]} options values and words
 * @param {string} chosen */
const choice = (label, name, options, chosen) => html`<label>${t(label)}<select name=${name}>
  ${options.map(([value, words]) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`)}
  </select></label>`;
