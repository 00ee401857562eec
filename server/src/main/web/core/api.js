// @ts-check
/** Questions to the server. */

/** An answer that says what went wrong and what to do (RFC 9457). */
export class Problem extends Error {
  /** @param {number} status
   * @param {{detail?: string, advice?: string, parameter?: string, column?: number}} body
   * @param {number} [retryAfter] seconds */
  constructor(status, {detail = '', advice = '', parameter = '', column = 0}, retryAfter = 0) {
    super(detail || `HTTP ${status}`);
    this.status = status;
    this.advice = advice;
    this.parameter = parameter;
    this.column = column;
    this.retryAfter = retryAfter;
  }
}

let open = 0;

/** How many questions are open; the shell shows that something is going on.
 * @param {number} change */
function count(change) {
  open += change;
  document.documentElement.dataset.busy = String(open);
  dispatchEvent(new Event('aq-busy'));
}

/** Fetches a file of the page, in JSON.
 * @param {string} path
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>} */
export async function file(path, signal) {
  count(1);
  try {
    return await (await fetch(path, {signal})).json();
  } finally {
    count(-1);
  }
}

/** Asks and returns the JSON of the answer.
 * @param {string} path below /api/v1/
 * @param {Record<string, string | number | null | undefined>} [parameters] empty ones are left out
 * @param {RequestInit} [request]
 * @returns {Promise<any>} */
export async function ask(path, parameters = {}, request = {}) {
  count(1);
  try {
    const answer = await fetch(url(path, parameters), request);
    if (answer.ok) {
      return answer.status === 204 ? null : await answer.json();
    }
    if (answer.status === 401) {
      dispatchEvent(new Event('aq-stranger'));
    }
    throw new Problem(answer.status, await answer.json().catch(() => ({})),
        Number(answer.headers.get('Retry-After')) || 0);
  } catch (failure) {
    if (failure instanceof TypeError) {
      throw new Problem(0, {});
    }
    throw failure;
  } finally {
    count(-1);
  }
}

/** The address of a question.
 * @param {string} path below /api/v1/
 * @param {Record<string, string | number | null | undefined>} parameters */
export function url(path, parameters = {}) {
  const given = Object.entries(parameters)
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name, value]) => [name, String(value)]);
  const query = new URLSearchParams(given).toString();
  return `/api/v1/${path}${query ? `?${query}` : ''}`;
}

/** Runs tasks, a few at a time, so that a screen of many rows does not crowd out the rest.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => Promise<void>} task
 * @param {number} [width] */
export async function each(items, task, width = 4) {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) {
      await task(item);
    }
  };
  await Promise.all(Array.from({length: width}, worker));
}
