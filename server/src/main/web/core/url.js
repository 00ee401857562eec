// @ts-check
/** The address holds the state of a screen: what it shows can be kept, shared and gone back to. */

export const SCREENS = ['live', 'explore', 'series', 'dashboards', 'devices', 'settings'];

/** What every screen shares, so that links between screens keep it. */
const SHARED = ['from', 'to', 'refresh', 'still', 'theme'];

/** The screen of the address. */
export function screen() {
  const name = location.pathname.slice(1);
  return SCREENS.includes(name) ? name : 'live';
}

/** The parameters of the address. */
export const parameters = () => new URLSearchParams(location.search);

/** One parameter, or what holds without it.
 * @param {string} name
 * @param {string} [otherwise] */
export const parameter = (name, otherwise = '') => parameters().get(name) || otherwise;

/** The address of a screen with its own parameters; what all screens share is kept.
 * @param {string} name
 * @param {Record<string, string | null | undefined>} [own] */
export function address(name, own = {}) {
  const now = parameters();
  const next = new URLSearchParams();
  for (const shared of SHARED) {
    if (now.has(shared)) {
      next.set(shared, now.get(shared) ?? '');
    }
  }
  return `/${name}${text(change(next, own))}`;
}

/** The address of this screen with some parameters changed; null takes one away.
 * @param {Record<string, string | null | undefined>} changes */
export const changed = changes => location.pathname + text(change(parameters(), changes));

/** Goes to an address of this page.
 * @param {string} target
 * @param {{replace?: boolean}} [how] */
export function go(target, {replace = false} = {}) {
  if (target === location.pathname + location.search) {
    dispatchEvent(new Event('aq-refresh'));
    return;
  }
  history[replace ? 'replaceState' : 'pushState'](null, '', target);
  dispatchEvent(new Event('aq-url'));
}

/** Lets the browser's own back button and links work without loading the page again. */
export function follow() {
  addEventListener('popstate', () => dispatchEvent(new Event('aq-url')));
  document.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const plain = event.button === 0
        && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (link && plain && !link.download && !link.target && link.origin === location.origin
        && SCREENS.includes(link.pathname.slice(1)) && !event.defaultPrevented) {
      event.preventDefault();
      go(link.pathname + link.search);
    }
  });
}

/** @param {URLSearchParams} parameters
 * @param {Record<string, string | null | undefined>} changes */
function change(parameters, changes) {
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') {
      parameters.delete(name);
    } else {
      parameters.set(name, value);
    }
  }
  return parameters;
}

/** Colons, stars and commas may stand in a query as they are, and are easier to read.
 * @param {URLSearchParams} parameters */
function text(parameters) {
  const query = parameters.toString()
      .replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('still=&', 'still&');
  return query ? `?${query}` : '';
}
