// Numbers and times as people read them.

const LOCALE = 'en-US';
const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });

export function count(value) {
  return value === undefined || value === null ? '–' : whole.format(value);
}

/** A number of any size, with three or four digits that matter. */
export function number(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  if (size >= 1000 || Number.isInteger(value)) return whole.format(value);
  const digits = size >= 100 ? 1 : size >= 1 ? 2 : size >= 0.001 ? 4 : 6;
  return new Intl.NumberFormat(LOCALE, { maximumFractionDigits: digits }).format(value);
}

const compact = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 });

/** A number on an axis, where there is little room. */
export function tick(value) {
  return Math.abs(value) >= 10000 ? compact.format(value) : number(value);
}

// No line ends between a figure and its unit.
const UNITS = { Percent: '\u00a0%', Seconds: '\u00a0s', Milliseconds: '\u00a0ms', Bytes: '\u00a0B', 'Count/Second': '\u00a0/s' };

export function measure(value, unit) {
  if (value === null || value === undefined) return '–';
  if (unit === 'Seconds' && value >= 120) return duration(value);
  return number(value) + (UNITS[unit] ?? '');
}

export function duration(seconds) {
  if (seconds < 120) return `${number(Math.round(seconds))}\u00a0s`;
  if (seconds < 7200) return `${number(Math.round(seconds / 60))}\u00a0min`;
  return seconds < 172800 ? `${number(seconds / 3600)}\u00a0h` : `${number(seconds / 86400)}\u00a0days`;
}

export function share(value) {
  return value === undefined || value === null ? '–' : `${(100 * value).toFixed(2)}\u00a0%`;
}

/**
 * A bound on an error, as report.html says it: rounded up, because a smaller number would promise more than was shown, to a
 * tenth of a percent, below one percent to a hundredth.
 */
export function atMost(value) {
  if (value === undefined || value === null) return '–';
  const shift = value < 0.01 ? 2 : 1;
  // By its decimal digits: 100 * 0.07 is more than 7.
  const [digits, exponent = 0] = String(value).split('e');
  return `${Math.ceil(Number(`${digits}e${Number(exponent) + 2 + shift}`)) / 10 ** shift}\u00a0%`;
}

/** The dollar sign goes behind the minus of what is below zero. */
function money(digits) {
  return digits.startsWith('-') ? `-$${digits.slice(1)}` : `$${digits}`;
}

/** Dollars from an exact decimal text; what is behind the cents only where it is not nothing. */
export function dollars(text) {
  if (text === undefined || text === null) return '–';
  const [units, decimals = ''] = text.split('.');
  const kept = decimals.replace(/0+$/, '').padEnd(2, '0');
  const grouped = units.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return money(`${grouped}.${kept}`);
}

/** The same, rounded to cents, or to two digits that matter. */
export function about(text) {
  if (text === undefined || text === null) return '–';
  const value = Number(text);
  if (value === 0) return '$0';
  return money(Math.abs(value) < 0.01
    ? value.toPrecision(2)
    : value.toLocaleString(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 }));
}

export function time(iso) {
  return new Date(iso).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' });
}

export function ago(iso) {
  return duration(Math.max(0, (Date.now() - new Date(iso)) / 1000));
}

/** RECEIVED as "Received". */
export function title(name) {
  return name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', ' ');
}

/** A remark that elsewhere follows a colon, standing alone. */
export function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1) + (text.endsWith('.') ? '' : '.');
}
