// @ts-check
/** Asks who one is; after that the page goes on where it was. */
import {html, nothing} from 'lit';
import {Problem} from '../core/api.js';
import {Part} from '../core/element.js';
import {plural, t} from '../core/i18n.js';
import {login} from '../core/session.js';
import {icon} from './icons.js';

class Login extends Part {
  static properties = {failure: {state: true}, isAsking: {state: true}};

  constructor() {
    super();
    /** @type {Error | null} */
    this.failure = null;
    this.isAsking = false;
  }

  render() {
    return html`<form class="card login" @submit=${this.#submit} aria-labelledby="login-title">
      ${icon('brand')}<h1 id="login-title">${t('login')}</h1>
      <label>${t('login.name')}<input name="name" autocomplete="username" autocapitalize="off"
        spellcheck="false" required></label>
      <label>${t('login.password')}<input name="password" type="password"
        autocomplete="current-password" required></label>
      ${this.failure ? html`<p class="problem" role="alert">${said(this.failure)}</p>` : nothing}
      <button class="primary" ?disabled=${this.isAsking}>${t('login.submit')}</button>
      <p class="hint">${t('login.hint')} <code>acequia account add</code></p></form>`;
  }

  firstUpdated() {
    this.querySelector('input')?.focus();
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const fields = new FormData(form);
    this.isAsking = true;
    this.failure = null;
    try {
      await login(String(fields.get('name')), String(fields.get('password')));
    } catch (failure) {
      this.failure = /** @type {Error} */ (failure);
      /** @type {HTMLInputElement} */ (form.elements.namedItem('password')).select();
    } finally {
      this.isAsking = false;
    }
  }
}
customElements.define('aq-login', Login);

/** @param {Error} failure */
function said(failure) {
  if (!(failure instanceof Problem)) {
    return failure.message;
  }
  switch (failure.status) {
    case 0: return t('problem.unreachable');
    case 401: return t('login.wrong');
    case 429: return plural('login.tooMany', failure.retryAfter);
    default: return `${failure.message} ${failure.advice}`;
  }
}
