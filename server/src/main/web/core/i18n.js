// @ts-check
/** Words, numbers and times in the language of the reader. */
import {isShownTwice} from './time.js';

export const LANGUAGES = {en: 'English', es: 'Español'};

/** @type {Record<string, string>} */
let words = {};

/** The language that is spoken now, `en` or `es`. */
export const language = () => document.documentElement.lang;

/** The language to begin with: the address says so, or the last choice, or the browser. */
export function preferredLanguage(parameters = new URLSearchParams(location.search)) {
  const wishes = [parameters.get('lang'), recall('lang'), ...navigator.languages];
  const known = wishes.map(wish => wish?.slice(0, 2)).find(wish => wish && wish in LANGUAGES);
  return known ?? 'en';
}

/** Loads a language and tells everybody.
 * @param {string} code */
export async function speak(code) {
  const answer = await fetch(`/i18n/${code}.json`);
  words = await answer.json();
  document.documentElement.lang = code;
  remember('lang', code);
  dispatchEvent(new Event('aq-language'));
}

/** The words for a key; `{name}` stands for a value.
 * @param {string} key
 * @param {Record<string, string | number>} [values] */
export function t(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/** Words that depend on a number: `key.one` or `key.other`.
 * @param {string} key
 * @param {number} count */
export function plural(key, count) {
  const form = new Intl.PluralRules(language()).select(count) === 'one' ? 'one' : 'other';
  return t(`${key}.${form}`, {count: integer(count)});
}

/** @param {number} value */
export const integer = value => new Intl.NumberFormat(language()).format(value);

/** A measured value, with as many digits as it is worth.
 * @param {number | null | undefined} value
 * @param {string} [unit] */
export function number(value, unit = '') {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return '–';
  }
  const size = Math.abs(value);
  const odd = size !== 0 && (size < 1e-4 || size >= 1e15);
  const text = new Intl.NumberFormat(language(), odd
      ? {notation: 'scientific', maximumSignificantDigits: 6}
      : {maximumFractionDigits: size < 1 ? 4 : size < 1000 ? 3 : 2}).format(value);
  return unit ? `${text} ${unitText(unit)}` : text;
}

/** A number for a chart's axis or a tile: short.
 * @param {number} value */
export const shortNumber = value => new Intl.NumberFormat(language(),
    Math.abs(value) >= 10_000
        ? {notation: 'compact', maximumFractionDigits: 1}
        : {maximumFractionDigits: Math.abs(value) < 1 ? 3 : Math.abs(value) < 100 ? 2 : 1})
    .format(value);

/** Units of SenML (RFC 8428 §12.1) as people write them. */
const UNITS = {Cel: '°C', '%RH': '%', lx: 'lx', 'm/s': 'm/s'};

/** @param {string} unit */
export const unitText = unit => UNITS[/** @type {keyof typeof UNITS} */ (unit)] ?? unit;

const BYTES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** Bytes in the largest unit of which there is one; a kilobyte has a thousand, as on disks.
 * @param {number} bytes */
export function byteCount(bytes) {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), BYTES.length - 1);
  return new Intl.NumberFormat(language(), {style: 'unit', unit: BYTES[step], maximumFractionDigits: 1})
      .format(bytes / 1000 ** step);
}

/** @param {number} share of one */
export function percent(share) {
  const format = new Intl.NumberFormat(language(),
      {style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0});
  return share > 0 && share < 0.001 ? `<${format.format(0.001)}` : format.format(share);
}

/** In the hour that the clock shows twice, the zone tells which one is meant.
 * @param {number} time
 * @returns {Intl.DateTimeFormatOptions} */
const zone = time => isShownTwice(time) ? {timeZoneName: 'short'} : {};

/** Day and time to the second; with milliseconds on demand.
 * @param {string | number} time
 * @param {boolean} [fine] */
export function dateTime(time, fine = false) {
  return new Intl.DateTimeFormat(language(), {
    year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit',
    second: '2-digit', hourCycle: 'h23', ...(fine ? {fractionalSecondDigits: 3} : {}),
    ...zone(Number(new Date(time))),
  }).format(new Date(time));
}

/** @param {number} time */
export const day = time => new Intl.DateTimeFormat(language(),
    {month: 'short', day: 'numeric'}).format(time);

/** @param {number} time
 * @param {boolean} [seconds] */
export const clock = (time, seconds = false) => new Intl.DateTimeFormat(language(), {
  hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(seconds ? {second: '2-digit'} : {}), ...zone(time),
}).format(time);

const STEPS = /** @type {[Intl.RelativeTimeFormatUnit, number][]} */ ([
  ['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000], ['second', 1000]]);

/** How long ago, as in "5 minutes ago".
 * @param {string | number} time
 * @param {number} [now] */
export function ago(time, now = Date.now()) {
  const past = Math.min(0, Number(new Date(time)) - now);
  const [unit, width] = STEPS.find(([, size]) => -past >= size) ?? STEPS[3];
  return new Intl.RelativeTimeFormat(language(), {numeric: 'auto'})
      .format(Math.ceil(past / width), unit);
}

/** A length of time, as in "5 min".
 * @param {number} millis */
export function duration(millis) {
  const [unit, width] = STEPS.find(([, size]) => millis >= size) ?? ['millisecond', 1];
  return new Intl.NumberFormat(language(),
      {style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1}).format(millis / width);
}

/** Keeps a choice for the next visit, if the browser lets us.
 * @param {string} key
 * @param {string} value */
export function remember(key, value) {
  try {
    localStorage.setItem(`acequia.${key}`, value);
  } catch {
    // Without storage the choice lasts for this visit.
  }
}

/** @param {string} key */
export function recall(key) {
  try {
    return localStorage.getItem(`acequia.${key}`);
  } catch {
    return null;
  }
}
