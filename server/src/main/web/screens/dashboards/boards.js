// @ts-check
/** Boards: those that come with the page, and those that people saved on the server. */
import {ask, file} from '../../core/api.js';
import {language} from '../../core/i18n.js';
import {is} from '../../core/query.js';

/** Boards that are files beside the page. */
const BUILT_IN = ['weather', 'collector'];

/** @typedef {string | Record<string, string>} Words in one language, or by language
 * @typedef {{name: string, field: string, query?: string, label?: Words}} Variable
 * @typedef {{kind: string, title: Words, width?: number, query?: string, aggregation?: string,
 *     split?: string, measures?: import('../../core/measures.js').Measure[], field?: string,
 *     min?: number, max?: number, unit?: string, columns?: string[]}} Panel
 * @typedef {{id?: string, title: Words, panels: Panel[], variables?: Variable[], from?: string,
 *     isBuiltIn?: boolean}} Board */

/** @param {Words | undefined} words */
export const said = words => typeof words === 'string' ? words
  : words?.[language()] ?? words?.en ?? '';

/** All boards by id and title.
 * @param {AbortSignal} signal */
export async function list(signal) {
  const [builtIn, saved] = await Promise.all([
    Promise.all(BUILT_IN.map(id => builtInBoard(id, signal))),
    ask('dashboards', {}, {signal}),
  ]);
  const own = /** @type {{id: string, title: string}[]} */ (saved.dashboards);
  return [
    ...builtIn.map(({id, title}) => ({id: id ?? '', title, isBuiltIn: true})),
    ...own.map(({id, title}) => ({id, title, isBuiltIn: false})),
  ];
}

/** @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<Board>} */
const builtInBoard = async (id, signal) =>
  ({...await file(`/dashboards/${id}.json`, signal), id, isBuiltIn: true});

/** @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<Board>} */
export async function read(id, signal) {
  return BUILT_IN.includes(id) ? builtInBoard(id, signal)
    : {...await ask(`dashboards/${encodeURIComponent(id)}`, {}, {signal}), id};
}

/** @param {string} id
 * @param {Board} board */
export const save = (id, {title, panels, variables}) => ask(
    `dashboards/${encodeURIComponent(id)}`, {}, {method: 'PUT',
      headers: {'Content-Type': 'application/json'}, body: JSON.stringify({title, panels, variables})});

/** @param {string} id */
export const remove = id => ask(`dashboards/${encodeURIComponent(id)}`, {}, {method: 'DELETE'});

/** An id that can stand in an address, made of a title.
 * @param {string} title */
export const idOf = title => title.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60) || 'board';

/** A query with the variables put in; one that is not chosen stands for every value.
 * @param {string} query
 * @param {Variable[]} variables
 * @param {Record<string, string>} chosen by name */
export function filled(query, variables, chosen) {
  return variables.reduce((text, {name, field}) => {
    const condition = chosen[name] ? is(field, chosen[name]) : `${field}:*`;
    return text.replaceAll(`${field}:$${name}`, condition);
  }, query);
}
