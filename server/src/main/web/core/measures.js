// @ts-check
/** Figures for charts: what is asked for in words, and the columns that a chart draws. */
import {seriesColour} from '../chart/colours.js';
import {ask} from './api.js';
import {statistics} from './buckets.js';
import {unitText} from './i18n.js';
import {and, is} from './query.js';
import {bounds} from './time.js';

export const AGGREGATIONS = ['avg', 'min', 'max', 'sum', 'count', 'last', 'p50', 'p95', 'p99'];

/** More lines than this nobody can follow. */
export const MOST_GROUPS = 8;

/** Intervals of one answer; with all groups the bar of 2,000 holds. */
export const MOST_BUCKETS = 240;

/** @typedef {{query: string, label?: string, aggregation?: string, split?: string, colour?: string}} Measure
 * @typedef {{from: number, to: number}} Span
 * @typedef {{times: number[], series: import('../chart/chart.js').SeriesLook[],
 *     columns: (number | null)[][], isCut: boolean}} Columns */

/** The parameters that an aggregation needs besides.
 * @param {string} aggregation */
const extra = aggregation => aggregation.startsWith('p') ? {percentiles: aggregation.slice(1)} : {};

/** @param {any} row of an answer
 * @param {string} aggregation */
export const figure = (row, aggregation) =>
  aggregation.startsWith('p') ? row.percentiles[aggregation.slice(1)] : row[aggregation];

/** Asks for every measure; one that is split becomes a series for each of its frequent values.
 * @param {Measure[]} measures
 * @param {Span} span
 * @param {number} width of a bucket in milliseconds
 * @param {AbortSignal} signal
 * @returns {Promise<Columns>} */
export async function columns(measures, span, width, signal) {
  const parts = await Promise.all(measures.map(measure => split(measure, span, signal)));
  const lines = parts.flatMap(({measures: each}) => each);
  const answers = await Promise.all(lines.map(({query, aggregation = 'avg'}) =>
    statistics({query, ...extra(aggregation)}, span, width, signal)));
  return {
    times: (answers[0]?.times ?? [span.from]).map(time => time / 1000),
    series: distinct(lines.map(({label = '', colour}, i) =>
      ({label, colour: colour || seriesColour(i)}))),
    columns: answers.map(({rows}, i) =>
      rows.map(row => row && figure(row, lines[i].aggregation ?? 'avg'))),
    isCut: parts.some(part => part.isCut),
  };
}

/** @param {Measure} measure
 * @param {Span} span
 * @param {AbortSignal} signal */
async function split(measure, span, signal) {
  const {query, split: field, label} = measure;
  if (!field) {
    return {measures: [{...measure, label: label || query || '*'}], isCut: false};
  }
  const {values} = await ask('top',
      {field, query, limit: MOST_GROUPS + 1, ...bounds(span)}, {signal});
  const names = values.slice(0, MOST_GROUPS).map((/** @type {any} */ it) => it.value).sort();
  return {
    isCut: values.length > MOST_GROUPS,
    measures: names.map((/** @type {string} */ name) => ({...measure, colour: undefined,
      query: and(query, is(field, name)), label: label ? `${label} ${name}` : name})),
  };
}

/** Labels switch series on and off, so each has to be one of its own.
 * @template {{label: string}} T
 * @param {T[]} series
 * @returns {T[]} */
function distinct(series) {
  const seen = new Map();
  return series.map(it => {
    const times = (seen.get(it.label) ?? 0) + 1;
    seen.set(it.label, times);
    return times === 1 ? it : {...it, label: `${it.label} (${times})`};
  });
}

/** One figure for the whole span and each group.
 * @param {Measure} measure
 * @param {Span} span
 * @param {AbortSignal} signal
 * @returns {Promise<{group: string, value: number, row: any}[]>} by name */
export async function totals({query, aggregation = 'avg', split: groupBy}, span, signal) {
  const {aggregates} = await ask('aggregate',
      {query, groupBy, ...bounds(span), ...extra(aggregation)}, {signal});
  return aggregates.map((/** @type {any} */ row) =>
    ({group: row.group ?? '', value: figure(row, aggregation), row}))
      .sort((/** @type {any} */ a, /** @type {any} */ b) => a.group.localeCompare(b.group));
}

/** The unit that the events of a query have in common, as people write it.
 * @param {string} query
 * @param {Span} span
 * @param {AbortSignal} signal */
export async function commonUnit(query, span, signal) {
  const {values} = await ask('top', {field: 'payload.unit', query, limit: 2, ...bounds(span)}, {signal});
  return values.length === 1 ? unitText(values[0].value) : '';
}
