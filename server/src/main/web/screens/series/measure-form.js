// @ts-check
/** What one series shows. */
import {html} from 'lit';
import {SERIES_COLOURS} from '../../chart/colours.js';
import {Part} from '../../core/element.js';
import {t} from '../../core/i18n.js';
import {AGGREGATIONS} from '../../core/measures.js';
import {KEYWORDS} from '../../core/query.js';
import {icon} from '../../shell/icons.js';

const COLOURS = Array.from({length: SERIES_COLOURS}, (_, i) => i + 1);

class MeasureForm extends Part {
  static properties = {measure: {attribute: false}, number: {attribute: false}};

  constructor() {
    super();
    /** @type {import('../../core/measures.js').Measure} */
    this.measure = {query: ''};
    this.number = 1;
  }

  render() {
    const {query, label = '', aggregation = 'avg', split = '', colour = ''} = this.measure;
    return html`<form class="measure" aria-label=${t('series.number', {number: this.number})}
        @submit=${this.#submit} @change=${this.#change}>
      <label class="grow">${t('search.label')}<input class="mono" name="query" .value=${query} autocomplete="off"
        autocapitalize="off" spellcheck="false" placeholder=${t('search.placeholder')}></label>
      <label>${t('series.label')}<input name="label" .value=${label} size="12" autocomplete="off"></label>
      <label>${t('series.aggregation')}<select name="aggregation">${AGGREGATIONS.map(it =>
        html`<option value=${it} ?selected=${it === aggregation}>${t(`aggregation.${it}`)}</option>`)}</select></label>
      <label>${t('series.split')}<select name="split">${['', ...KEYWORDS].map(it =>
        html`<option value=${it} ?selected=${it === split}>${it || t('series.noSplit')}</option>`)}</select></label>
      <label>${t('series.colour')}<select name="colour" ?disabled=${split !== ''}>
        <option value="">${t('series.auto')}</option>${COLOURS.map(it =>
          html`<option value="--series-${it}" ?selected=${colour === `--series-${it}`}>${t(`colour.${it}`)}</option>`)}
        </select></label>
      <button type="button" class="quiet" aria-label=${t('series.remove', {number: this.number})}
        title=${t('series.remove', {number: this.number})} @click=${() => this.#tell(null)}>${icon('close')}</button></form>`;
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    this.#change();
  }

  #change() {
    const fields = new FormData(/** @type {HTMLFormElement} */ (this.querySelector('form')));
    const given = [...fields].filter(([name, value]) => value !== '' || name === 'query');
    this.#tell(Object.fromEntries(given));
  }

  /** @param {unknown} detail the measure, or null to take it away */
  #tell(detail) {
    this.dispatchEvent(new CustomEvent('aq-measure', {detail}));
  }
}
customElements.define('aq-measure-form', MeasureForm);
