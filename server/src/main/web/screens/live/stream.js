// @ts-check
/** Events as they arrive (server-sent events), counted by the second. */
import {url} from '../../core/api.js';
import {SECONDS} from './rates.js';

/** More rows than anybody reads. */
export const KEPT = 60;

/** After an interruption the server repeats this much, and a bit (docs/http-api.md). */
const REPEATED_MILLIS = 4000;

/** The server's own figures are no news from devices. */
const OWN = '"namespace":"acequia"';

/** @typedef {'connecting' | 'open' | 'lost'} State */

export class LiveStream {
  /** @type {EventSource} */
  #source;
  /** @type {{data: string, at: number}[]} what came lately, to know it again */
  #lately = [];
  /** @type {Map<string, number>} */
  #repeats = new Map();
  #wantsOwn;

  /** @param {string} query
   * @param {() => void} tell that something changed */
  constructor(query, tell) {
    /** @type {State} */
    this.state = 'connecting';
    /** @type {{data: string, number: number}[]} newest first, read only when they are shown */
    this.last = [];
    this.total = 0;
    this.gaps = 0;
    this.rates = new Map();
    this.began = Date.now();
    this.tell = tell;
    this.#wantsOwn = /namespace\s*:/.test(query);
    this.#source = new EventSource(url('events/stream', {query}));
    this.#source.onopen = () => this.#opened();
    this.#source.onerror = () => this.#set(this.#source.readyState === 2 ? 'lost' : 'connecting');
    this.#source.onmessage = message => this.#take(message.data);
    this.#source.addEventListener('gap', () => { this.gaps++; });
  }

  close() {
    this.#source.close();
  }

  #opened() {
    this.#repeats.clear();
    for (const {data} of this.#lately) {
      this.#repeats.set(data, (this.#repeats.get(data) ?? 0) + 1);
    }
    this.#set('open');
  }

  /** @param {string} data */
  #take(data) {
    const repeats = this.#repeats.get(data) ?? 0;
    if (repeats > 0) {
      this.#repeats.set(data, repeats - 1);
      return;
    }
    if (!this.#wantsOwn && data.includes(OWN)) {
      return;
    }
    const now = Date.now();
    const second = Math.floor(now / 1000);
    this.rates.set(second, (this.rates.get(second) ?? 0) + 1);
    this.rates.delete(second - SECONDS - 5);
    this.last.unshift({data, number: ++this.total});
    this.last.length = Math.min(this.last.length, KEPT);
    this.#lately.push({data, at: now});
    while (this.#lately[0].at < now - REPEATED_MILLIS) {
      this.#lately.shift();
    }
    this.tell();
  }

  /** @param {State} state */
  #set(state) {
    this.state = state;
    this.tell();
  }
}
