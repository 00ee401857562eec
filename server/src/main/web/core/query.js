// @ts-check
/** The search syntax, as far as the page writes it. */

/** Fields that can be searched; the first five have few values, so those can be listed. */
export const KEYWORDS = ['sender', 'origin', 'payload.type', 'payload.unit', 'namespace'];
export const FIELDS = [...KEYWORDS, 'payload.value', 'payload.string', 'payload.bool',
  'payload.data', 'timestamp', 'received', 'time_source'];

/** A value in quotes, where every character stands for itself.
 * @param {string} value */
export const quoted = value => `"${value.replace(/["\\]/g, '\\$&')}"`;

/** The condition that a field has a value.
 * @param {string} field
 * @param {string} value */
export const is = (field, value) => `${field}:${quoted(value)}`;

/** The condition that a field has another value, or none.
 * @param {string} field
 * @param {string} value */
export const isNot = (field, value) => `NOT ${is(field, value)}`;

/** A query that demands a condition as well.
 * @param {string} query
 * @param {string} condition */
export function and(query, condition) {
  const text = query.trim();
  if (text === '' || text === '*') {
    return condition;
  }
  if (condition === '' || text.split(' AND ').includes(condition)) {
    return text;
  }
  return / OR /i.test(` ${text} `) ? `(${text}) AND ${condition}` : `${text} AND ${condition}`;
}

/** Reads a field of an event by its name in queries.
 * @param {any} event
 * @param {string} field
 * @returns {string | undefined} */
export const valueOf = (event, field) =>
  field.split('.').reduce((value, name) => value?.[name], event);

/** What an event measured, of whatever kind it is.
 * @param {{payload: any}} event */
export function measured({payload}) {
  return payload.value ?? payload.string ?? payload.bool ?? payload.data;
}
