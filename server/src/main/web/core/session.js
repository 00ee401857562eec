// @ts-check
/** Who looks at the page. Without accounts that is everybody, whose name is empty. */
import {Problem, ask} from './api.js';

/** @typedef {{name: string, role: 'viewer' | 'editor', namespaces: string[]}} Visitor */

/** @type {Visitor} */
let visitor = {name: '', role: 'viewer', namespaces: []};
let stranger = false;

/** Who is logged in. */
export const who = () => visitor;

/** Whether the server wants to know first who asks. */
export const isStranger = () => stranger;

/** Whether the visitor may change boards. */
export const mayEdit = () => visitor.role === 'editor';

/** @param {Visitor | null} next null is somebody whom the server does not know */
function set(next) {
  stranger = next === null;
  visitor = next ?? {...visitor, role: 'viewer'};
  dispatchEvent(new Event('aq-session'));
}

/** Asks who looks, and listens for answers that say that nobody does any more. */
export async function meet() {
  addEventListener('aq-stranger', () => {
    if (!stranger) {
      set(null);
    }
  });
  try {
    set(await ask('session'));
  } catch (failure) {
    // Whoever does not answer this does not answer the screens either, and those say so.
    if (!(failure instanceof Problem)) {
      throw failure;
    }
  }
}

/** @param {string} name
 * @param {string} password */
export async function login(name, password) {
  set(await ask('session', {}, {method: 'POST', headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({name, password})}));
}

export async function logout() {
  await ask('session', {}, {method: 'DELETE'});
  set(null);
}
