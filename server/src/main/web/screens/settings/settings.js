// @ts-check
/** What holds for this server: its settings, where each comes from, and how it is. */
import {html, nothing} from 'lit';
import {ask} from '../../core/api.js';
import {Screen, problemCard} from '../../core/element.js';
import {ago, byteCount, dateTime, integer, t} from '../../core/i18n.js';

class Settings extends Screen {
  /** @type {any} */
  #status = null;
  /** @type {{key: string, value: string, origin: string, doc: string}[]} */
  #settings = [];
  #events = 0;

  /** @param {AbortSignal} signal */
  async load(signal) {
    [this.#status, {settings: this.#settings}, {total: this.#events}] = await Promise.all([
      ask('status', {}, {signal}), ask('settings', {}, {signal}), ask('histogram', {}, {signal})]);
  }

  render() {
    return html`<div class="settings">${problemCard(this.problem)}
      ${this.#status ? this.#state(this.#status) : nothing}
      ${this.#status ? this.#table(this.#settings) : nothing}
      <section class="card"><h2>${t('settings.more')}</h2><ul class="links">
        <li><a href="/metrics" target="_blank">/metrics</a> ${t('settings.metrics')}</li>
        <li><a href="/openapi.yaml" target="_blank">/openapi.yaml</a> ${t('settings.api')}</li>
        <li><a href="/readyz" target="_blank">/readyz</a> ${t('settings.ready')}</li>
        <li><code>acequia config</code> ${t('settings.config')}</li></ul></section></div>`;
  }

  /** @param {any} status */
  #state({version, java, bytes, started, now, writable, ready}) {
    return html`<section class="card"><h2>${t('settings.state')}</h2><dl class="facts">
      ${fact(t('settings.version'), `Acequia ${version}`)}${fact('Java', java)}
      ${fact(t('settings.started'), html`<time datetime=${started} title=${dateTime(started)}
        >${ago(started, Date.parse(now))}</time>`)}
      ${fact(t('settings.isReady'), yes(ready))}${fact(t('settings.isWritable'), yes(writable))}
      ${fact(t('settings.events'), integer(this.#events))}${fact(t('settings.size'), byteCount(bytes))}
      ${fact(t('settings.retention'), this.#value('store.retention'))}
    </dl></section>`;
  }

  /** @param {string} name */
  #value(name) {
    return this.#settings.find(({key}) => key === name)?.value ?? '–';
  }

  /** @param {{key: string, value: string, origin: string, doc: string}[]} settings */
  #table(settings) {
    return html`<section class="card"><h2>${t('settings.effective')}</h2>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('settings.effective')}>
      <table><thead><tr><th scope="col">${t('settings.key')}</th><th scope="col">${t('settings.value')}</th>
        <th scope="col">${t('settings.origin')}</th><th scope="col" class="wide">${t('settings.doc')}</th></tr></thead>
      <tbody>${settings.map(({key, value, origin, doc}) => html`<tr>
        <th scope="row"><code>${key}</code></th><td><code>${value}</code></td>
        <td>${/^defaults?$/.test(origin) ? html`<span class="hint">${t('settings.default')}</span>`
          : html`<span class="tag">${origin}</span>`}</td>
        <td class="wide hint">${doc}</td></tr>`)}</tbody></table></div></section>`;
  }
}
customElements.define('aq-settings', Settings);

/** @param {string} name
 * @param {unknown} value */
const fact = (name, value) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

/** @param {boolean} truth */
const yes = truth => html`<span class="tag ${truth ? 'good' : 'bad'}">${t(truth ? 'yes' : 'no')}</span>`;
