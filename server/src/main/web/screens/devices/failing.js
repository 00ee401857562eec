// @ts-check
/** Devices whose requests are refused, and why. */
import {html, nothing} from 'lit';
import {Part} from '../../core/element.js';
import {ago, dateTime, integer, t} from '../../core/i18n.js';
import {icon} from '../../shell/icons.js';

/** @typedef {{address: string, sender: string | null, rejected: number, clamped: number,
 *     duplicates: number, first: string, last: string, requests: {time: string, method: string,
 *     path: string, code: string, reason: string, payload: string}[]}} Failing */

class FailingDevices extends Part {
  static properties = {failing: {attribute: false}, open: {state: true}};

  constructor() {
    super();
    /** Null says that the visitor may not see them.
     * @type {Failing[] | null} */
    this.failing = null;
    /** @type {Set<string>} addresses */
    this.open = new Set();
  }

  render() {
    const failing = this.failing;
    return html`<section class="card" aria-label=${t('failing')}>
      <header class="card-head"><h2>${t('failing')}</h2></header>
      ${failing === null ? html`<p class="hint">${t('failing.notYours')}</p>`
        : failing.length === 0 ? html`<p><span class="tag good">${icon('check')} ${t('failing.none')}</span></p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label=${t('failing')}><table class="documents">
          <thead><tr><th scope="col"><span class="visually-hidden">${t('documents.details')}</span></th>
            <th scope="col">${t('failing.address')}</th><th scope="col">sender</th>
            <th scope="col" class="number">${t('failing.rejected')}</th>
            <th scope="col" class="number wide">${t('failing.clamped')}</th>
            <th scope="col" class="number wide">${t('failing.duplicates')}</th>
            <th scope="col">${t('failing.last')}</th></tr></thead>
          <tbody>${failing.map(device => this.#row(device))}</tbody></table></div>`}</section>`;
  }

  /** @param {Failing} device */
  #row(device) {
    const isOpen = this.open.has(device.address);
    return html`<tr class=${isOpen ? 'open' : nothing}><td><button type="button" class="expand"
        aria-expanded=${isOpen} aria-label=${t('failing.show', {address: device.address})}
        @click=${() => this.#toggle(device.address)}>${icon(isOpen ? 'down' : 'open')}</button></td>
      <th scope="row" class="address"><code>${device.address}</code></th><td class="origin">${device.sender ?? '–'}</td>
      <td class="number">${integer(device.rejected)}</td><td class="number wide">${integer(device.clamped)}</td>
      <td class="number wide">${integer(device.duplicates)}</td>
      <td><time datetime=${device.last} title=${dateTime(device.last)}>${ago(device.last)}</time></td></tr>
    ${isOpen ? html`<tr class="details"><td></td><td colspan="6"><ol class="requests">
      ${device.requests.map(request => html`<li><p><span class="tag bad">${request.code}</span>
        <strong>${request.reason}</strong> <span class="hint">${dateTime(request.time, true)} ·
        ${request.method} ${request.path}</span></p>
        ${request.payload ? html`<pre class="json" tabindex="0">${request.payload}</pre>` : nothing}</li>`)}
      </ol></td></tr>` : nothing}`;
  }

  /** @param {string} address */
  #toggle(address) {
    const open = new Set(this.open);
    if (!open.delete(address)) {
      open.add(address);
    }
    this.open = open;
  }
}
customElements.define('aq-failing', FailingDevices);
