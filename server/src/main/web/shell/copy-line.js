// @ts-check
/** Text to take along, with a button that does. */
import {html} from 'lit';
import {Part} from '../core/element.js';
import {t} from '../core/i18n.js';
import {icon} from './icons.js';

class CopyLine extends Part {
  static properties = {text: {}, isCopied: {state: true}};

  constructor() {
    super();
    this.text = '';
    this.isCopied = false;
  }

  render() {
    return html`<div class="copy"><pre tabindex="0">${this.text}</pre>
      <button type="button" class="quiet" @click=${this.#copy}>
        ${icon(this.isCopied ? 'check' : 'copy')}
        <span aria-live="polite">${t(this.isCopied ? 'copy.done' : 'copy')}</span>
      </button></div>`;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.text);
      this.isCopied = true;
    } catch {
      // Without leave to write to the clipboard the text is marked, ready for the keyboard.
      getSelection()?.selectAllChildren(/** @type {Node} */ (this.querySelector('pre')));
    }
  }
}
customElements.define('aq-copy-line', CopyLine);
