// @ts-check
/** The range of time that a screen shows: relative, absolute, and how often it is asked for anew. */
import {html, nothing} from 'lit';
import {Part} from '../core/element.js';
import {dateTime, t} from '../core/i18n.js';
import {PRESETS, moment, range} from '../core/time.js';
import {changed, go, parameter, parameters} from '../core/url.js';
import {icon} from './icons.js';

/** Seconds between two looks. */
const REFRESH = ['', '5', '10', '30', '60', '300'];

class TimePicker extends Part {
  static properties = {wrong: {state: true}};

  #update = () => this.requestUpdate();
  #timer = 0;
  #close = (/** @type {Event} */ event) => {
    if (!(event.target instanceof Node && this.contains(event.target))) {
      this.#details?.removeAttribute('open');
    }
  };

  constructor() {
    super();
    this.wrong = '';
  }

  get #details() {
    return this.querySelector('details');
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('aq-url', this.#update);
    addEventListener('pointerdown', this.#close);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('aq-url', this.#update);
    removeEventListener('pointerdown', this.#close);
    clearInterval(this.#timer);
  }

  render() {
    const now = range();
    return html`<details class="menu" @keydown=${this.#escape}>
      <summary>${icon('clock')}<span class="visually-hidden">${t('time.range')}:</span>
        <span class="range">${rangeText(now)}</span>${icon('down')}</summary>
      <div class="panel">
        <section aria-label=${t('time.quick')}><h2>${t('time.quick')}</h2>
          <ul class="presets">${PRESETS.map(from => html`<li>
            <a href=${changed({from, to: null, after: null})} @click=${this.#done}
              aria-current=${now.fromText === from && now.toText === 'now' ? 'true' : nothing}
              >${t(`time.${from}`)}</a></li>`)}</ul></section>
        <form @submit=${this.#apply} novalidate><h2>${t('time.exact')}</h2>
          <label>${t('time.from')}<input name="from" .value=${fieldText(now.fromText)}
            autocomplete="off" spellcheck="false"></label>
          <label>${t('time.to')}<input name="to" .value=${fieldText(now.toText)}
            autocomplete="off" spellcheck="false"></label>
          <p class="hint">${t('time.hint')}</p>
          ${this.wrong ? html`<p class="problem" role="alert">${this.wrong}</p>` : nothing}
          <button class="primary">${t('time.apply')}</button>
        </form>
      </div></details>
      <label class="refresh">${icon('refresh')}<span class="visually-hidden">${t('refresh')}</span>
        <select @change=${this.#refresh}>${REFRESH.map(seconds => html`<option value=${seconds}
          ?selected=${parameter('refresh') === seconds}>${t(`refresh.${seconds || 'off'}`)}</option>`)}
        </select></label>
      <button type="button" class="quiet" title=${t('refresh.now')} aria-label=${t('refresh.now')}
        @click=${() => dispatchEvent(new Event('aq-refresh'))}>${icon('refresh')}</button>`;
  }

  updated() {
    clearInterval(this.#timer);
    const seconds = Number(parameter('refresh'));
    if (seconds >= 1 && !parameters().has('still')) {
      this.#timer = setInterval(() => {
        if (!document.hidden) {
          dispatchEvent(new Event('aq-refresh'));
        }
      }, seconds * 1000);
    }
  }

  #done = () => this.#details?.removeAttribute('open');

  /** @param {KeyboardEvent} event */
  #escape(event) {
    if (event.key === 'Escape') {
      this.#done();
      this.querySelector('summary')?.focus();
    }
  }

  /** @param {SubmitEvent} event */
  #apply(event) {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const from = addressText(String(fields.get('from'))), to = addressText(String(fields.get('to')));
    this.wrong = Number.isNaN(moment(from)) || Number.isNaN(moment(to)) ? t('time.unknown')
      : moment(from) < moment(to) ? '' : t('time.backwards');
    if (!this.wrong) {
      this.#done();
      go(changed({from, to, after: null}));
    }
  }

  /** @param {Event} event */
  #refresh(event) {
    go(changed({refresh: /** @type {HTMLSelectElement} */ (event.target).value}), {replace: true});
  }
}
customElements.define('aq-time-picker', TimePicker);

/** @param {import('../core/time.js').Range} range */
function rangeText({from, to, fromText, toText}) {
  return toText === 'now' && PRESETS.includes(fromText) ? t(`time.${fromText}`)
    : toText === 'now' && fromText.startsWith('now') ? t('time.since', {from: fromText})
    : `${dateTime(from)} – ${toText === 'now' ? t('time.now') : dateTime(to)}`;
}

/** In the fields a time stands as people write it, in their own zone.
 * @param {string} text */
function fieldText(text) {
  const time = moment(text);
  if (text.startsWith('now') || Number.isNaN(time)) {
    return text;
  }
  const local = new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString();
  return local.slice(0, 19).replace('T', ' ');
}

/** In the address it stands in universal time, so that it means the same to everybody.
 * @param {string} text */
function addressText(text) {
  const trimmed = text.trim();
  const time = moment(trimmed.replace(' ', 'T'));
  return trimmed.startsWith('now') || Number.isNaN(time) ? trimmed : new Date(time).toISOString();
}
