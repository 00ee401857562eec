// @ts-check
/** What surrounds every screen: the way to the others, time, language, light. */
import {html, nothing} from 'lit';
import {Part} from '../core/element.js';
import {isStranger, logout, who} from '../core/session.js';
import {LANGUAGES, language, speak, t} from '../core/i18n.js';
import {SCREENS, address, screen} from '../core/url.js';
import {icon} from './icons.js';
import {isDark, toggleTheme} from './theme.js';
import './time-picker.js';
import './copy-line.js';
import './login.js';

/** Screens that have no use for a range of time. */
const TIMELESS = ['live', 'settings'];

class App extends Part {
  static properties = {isBusy: {state: true}};

  #update = () => this.#show();
  #look = () => this.requestUpdate();
  #busyTimer = 0;
  /** @type {HTMLElement | undefined} */
  #screen;

  constructor() {
    super();
    this.isBusy = false;
  }

  connectedCallback() {
    addEventListener('aq-url', this.#update);
    addEventListener('aq-theme', this.#look);
    addEventListener('aq-session', this.#look);
    addEventListener('aq-busy', this.#busy);
    addEventListener('aq-language', () => {
      this.replaceChildren();
      super.connectedCallback();
      this.#show();
    }, {once: true});
  }

  /** Short work needs no sign that it is going on. */
  #busy = () => {
    const isBusy = document.documentElement.dataset.busy !== '0';
    clearTimeout(this.#busyTimer);
    if (isBusy) {
      this.#busyTimer = setTimeout(() => { this.isBusy = true; }, 300);
    } else {
      this.isBusy = false;
    }
  };

  async #show() {
    const name = screen();
    if (this.#screen?.localName !== `aq-${name}`) {
      await import(`../screens/${name}/${name}.js`);
      if (name !== screen()) {
        return;
      }
      this.#screen = document.createElement(`aq-${name}`);
    }
    this.requestUpdate();
  }

  render() {
    const here = screen(), asks = isStranger();
    document.title = `${t(asks ? 'login' : `nav.${here}`)} · Acequia`;
    return html`<a class="skip" href="#main" @click=${this.#skip}>${t('nav.skip')}</a>
      <header class="bar">
        <a class="brand" href=${address('live')} aria-label="Acequia">${icon('brand')}<span>Acequia</span></a>
        ${asks ? nothing : html`<nav aria-label=${t('nav')}>${SCREENS.map(name => html`
          <a href=${address(name)} aria-current=${name === here ? 'page' : nothing}
            >${icon(name)}<span>${t(`nav.${name}`)}</span></a>`)}</nav>`}
        <div class="tools">
          ${asks || TIMELESS.includes(here) ? nothing : html`<aq-time-picker></aq-time-picker>`}
          <label><span class="visually-hidden">${t('language')}</span>
            <select class="language" @change=${this.#speak}>${Object.entries(LANGUAGES).map(
              ([code, name]) => html`<option value=${code} lang=${code}
                ?selected=${code === language()}>${name}</option>`)}</select></label>
          <button type="button" class="quiet" @click=${toggleTheme}
            title=${t(isDark() ? 'theme.light' : 'theme.dark')}
            aria-label=${t(isDark() ? 'theme.light' : 'theme.dark')}
            >${icon(isDark() ? 'sun' : 'moon')}</button>
          ${asks || !who().name ? nothing : this.#visitor()}
        </div>
        ${this.isBusy ? html`<progress class="busy" aria-label=${t('busy')}></progress>` : nothing}
      </header>
      <main id="main" tabindex="-1">${asks ? html`<aq-login></aq-login>`
        : html`<h1 class="visually-hidden">${t(`nav.${here}`)}</h1>${this.#screen}`}</main>`;
  }

  #visitor() {
    const words = t('logout.name', {name: who().name});
    return html`<button type="button" class="quiet visitor" title=${words} aria-label=${words}
      @click=${logout}><span>${who().name}</span>${icon('leave')}</button>`;
  }

  /** @param {Event} event */
  #skip(event) {
    event.preventDefault();
    /** @type {HTMLElement} */ (this.querySelector('main')).focus();
  }

  /** @param {Event} event */
  #speak(event) {
    speak(/** @type {HTMLSelectElement} */ (event.target).value);
  }
}
customElements.define('aq-app', App);
