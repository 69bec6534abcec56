/** Words for people: durations, moments, numbers; and what may be a link. */

let skew = 0;

/** Remembers how far the server's clock is from this one, by the Date of an answer. */
export function setServerTime(date) {
  const difference = Date.parse(date) - Date.now();
  if (!Number.isNaN(difference)) {
    skew = Math.abs(difference) > 2000 ? difference : 0; // a Date has whole seconds
  }
}

/** Now, by the server's clock, in milliseconds. */
export const now = () => Date.now() + skew;

/** Milliseconds of a moment as the API writes it: UTC without a zone letter. */
export function moment(text) {
  return text ? Date.parse(/[Z+]/.test(text) ? text : text + 'Z') : NaN;
}

const UNITS = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];

/** A length of time in its two largest units: `2 h 5 min`. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const first = UNITS.findIndex(([, size]) => whole >= size);
  if (first < 0) {
    return '0 s';
  }
  const [unit, size] = UNITS[first];
  const text = `${Math.floor(whole / size)} ${unit}`;
  const [smaller, part] = UNITS[first + 1] ?? ['', 1];
  const rest = Math.floor((whole % size) / part);
  return smaller && rest > 0 ? `${text} ${rest} ${smaller}` : text;
}

/** How long ago a moment was, or until when it is. */
export function ago(text) {
  const at = moment(text);
  return Number.isNaN(at) ? '' : duration(Math.abs(now() - at) / 1000);
}

/** Seconds of a length of time as people write it, `1h 30m` or `2 days`; NaN where it is none. */
export function seconds(text) {
  const sizes = { s: 1, m: 60, h: 3600, d: 86400, w: 604800 };
  const words = text.trim().toLowerCase();
  const parts = [...words.matchAll(/(\d+(?:\.\d+)?)\s*([smhdw])[a-z]*/g)];
  const rest = words.replace(/(\d+(?:\.\d+)?)\s*([smhdw])[a-z]*/g, '').replace(/[\s,]|and/g, '');
  if (!parts.length || rest) {
    return NaN;
  }
  return Math.round(parts.reduce((sum, [, count, unit]) => sum + count * sizes[unit], 0));
}

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat(undefined, {
  day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});

/** A moment by the clock of the reader; with the day unless it is today. */
export function clock(text) {
  const at = moment(text);
  if (Number.isNaN(at)) {
    return '';
  }
  const date = new Date(at);
  return date.toDateString() === new Date(now()).toDateString() ? TIME.format(date) : DAY.format(date);
}

const COUNT = new Intl.NumberFormat();

/** A number with its thousands apart. */
export const count = (number) => COUNT.format(number);

/** `1 device`, `3 devices`. */
export const many = (number, word) => `${count(number)} ${word}${number === 1 ? '' : 's'}`;

/** A state or class in words: `failed_self_test` is `failed self test`. */
export const words = (name) => (name ?? '').replaceAll('_', ' ');

/** The address, if it is one that a page may link to; else nothing. */
export function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}

/** Fills `{name}` and the like of a template with parts of an address. */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (all, key) =>
    Object.hasOwn(values, key) ? encodeURIComponent(values[key] ?? '') : all);
}

/** A path with each value as one part of it: path`/api/device/${name}/`. */
export function path(parts, ...values) {
  return parts.reduce((all, part, i) => all + encodeURIComponent(values[i - 1]) + part);
}

/** Part of an address as it was before it was encoded; as it is where nobody encoded it. */
export function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The value of a key that comes from outside; keys that every object has are none. */
export const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

/** JSON that was stored as text, or an object already; an empty object where it is neither. */
export function json(text) {
  if (text && typeof text === 'object') {
    return text;
  }
  try {
    return JSON.parse(text || '{}') ?? {};
  } catch {
    return {};
  }
}

/** Whether a boot config says anything. */
export const hasBootConfig = (text) => Object.keys(json(text)).length > 0;
