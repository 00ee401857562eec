// @ts-check
/** Shows how a device sends its first event, and waits for it. */
import {html, nothing} from 'lit';
import {Part} from '../../core/element.js';
import {number, t} from '../../core/i18n.js';
import {measured} from '../../core/query.js';
import {host} from '../../shell/commands.js';
import {icon} from '../../shell/icons.js';
import {SNIPPETS} from './snippets.js';

class FirstEvent extends Part {
  static properties = {arrived: {attribute: false}, chosen: {state: true}};

  constructor() {
    super();
    /** @type {string | null} */
    this.arrived = null;
    this.chosen = 0;
  }

  render() {
    const snippet = SNIPPETS[this.chosen];
    return html`<section class="card first ${this.arrived ? 'arrived' : ''}"
        aria-label=${t('first')}>
      <header class="card-head"><h2>${t('first')}</h2>
        <p role="status" class="tag ${this.arrived ? 'good' : ''}">${this.arrived
          ? html`${icon('check')} ${this.#arrival()}` : t('first.waiting')}</p></header>
      <p>${t('first.how')}</p>
      <div class="switch" role="group" aria-label=${t('first.from')}>${SNIPPETS.map(({name}, i) => html`
        <button type="button" aria-pressed=${i === this.chosen}
          @click=${() => { this.chosen = i; }}>${name}</button>`)}</div>
      <aq-copy-line .text=${snippet.text(host())}></aq-copy-line>
      ${snippet.isTried ? nothing : html`<p class="hint">${t('first.textOnly')}</p>`}</section>`;
  }

  #arrival() {
    const event = JSON.parse(this.arrived ?? '{}');
    const value = measured(event);
    return t('first.arrived', {origin: event.origin, type: event.payload.type,
      value: typeof value === 'number' ? number(value, event.payload.unit) : String(value)});
  }
}
customElements.define('aq-first-event', FirstEvent);
