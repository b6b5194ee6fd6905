// Dashboards: the bodies that the deployment puts into CloudWatch, drawn from what the functions log here.

import { el } from './dom.js';
import { get, part } from './api.js';
import { measure, number } from './format.js';
import { bars, heading, notice, table } from './parts.js';
import { colour, forgetShapes, plot, sweep } from './charts.js';
import { markdown } from './markdown.js';

const RANGES = [[300, '5 minutes'], [900, '15 minutes'], [3600, '1 hour'], [10800, '3 hours'], [43200, '12 hours'], [86400, '1 day'], [604800, '1 week']];
const DEFAULT_SECONDS = '300';

const last = (series) => series.points.at(-1)?.[1];

function swatch(series, index) {
  return el('span', { class: 'swatch', vars: { '--colour': colour(series, index) } });
}

function legend(series) {
  return el('ul', { class: 'legend' }, series.map((each, index) =>
    el('li', {}, swatch(each, index), el('span', { class: 'name' }, each.label), ' ', el('span', { class: 'value' }, measure(last(each), each.unit)))));
}

/** A widget's series that have anything to draw. */
function drawable(widget) {
  return { ...widget, series: widget.series.filter((each) => each.points.length) };
}

function lines(all) {
  const widget = drawable(all);
  const said = widget.series.map((each) => `${each.label} ${measure(last(each), each.unit)}`).join(', ');
  return [
    el('div', { class: 'plot', 'data-keep': '', 'data-plot': '', role: 'img', 'aria-label': `${widget.title || 'Chart'}: last ${said || 'nothing yet'}` }),
    legend(widget.series),
  ];
}

function numbers(widget) {
  return el('dl', { class: `numbers ${widget.series.length > 1 ? 'several' : ''}` }, widget.series.map((each) =>
    el('div', {}, el('dd', {}, measure(last(each), each.unit)),
      el('dt', { class: widget.series.length > 1 ? null : 'unseen' }, each.label))));
}

function barred(widget) {
  return bars(widget.series.map((each) => [each.label, last(each), measure(last(each), each.unit)]), widget.series.map(colour));
}

function gauge(widget) {
  const axis = widget.yAxis?.left ?? {};
  const low = axis.min ?? 0;
  const high = axis.max ?? 100;
  return el('div', { class: 'gauges' }, widget.series.map((each, index) => {
    const value = last(each);
    const portion = Math.min(1, Math.max(0, ((value ?? low) - low) / (high - low || 1)));
    return el('figure', {},
      el('svg', { viewBox: '0 0 100 56', role: 'img', 'aria-label': `${each.label}: ${measure(value, each.unit)} of ${number(high)}` },
        el('path', { class: 'rail', d: 'M8 50 A42 42 0 0 1 92 50', pathLength: '100' }),
        el('path', { class: 'level', d: 'M8 50 A42 42 0 0 1 92 50', pathLength: '100', 'stroke-dasharray': `${100 * portion} 200`, vars: { '--colour': colour(each, index) } })),
      el('strong', {}, measure(value, each.unit)),
      el('figcaption', {}, each.label));
  }));
}

function empty(text) {
  return el('p', { class: 'empty' }, text);
}

function cell(value) {
  return typeof value === 'number' ? number(value) : value ?? '–';
}

/** A column's title in words: a query's names have no spaces. */
function words(title) {
  return title.replace(/([a-z])([A-Z0-9])/g, (all, end, begin) => `${end} ${begin.toLowerCase()}`);
}

function tabled(widget) {
  const found = widget.table ?? { columns: ['Metric', 'Last'], rows: widget.series.map((each) => [each.label, measure(last(each), each.unit)]) };
  if (!found.rows.length) return empty('Nothing yet');
  const isNumber = (column) => found.rows.every((row) => row[column] === null || typeof row[column] === 'number');
  const columns = found.columns.map((title, index) => [words(title), isNumber(index) ? 'n' : undefined]);
  return table(widget.title || 'Table', columns, found.rows.map((row) => row.map(cell)), { cards: false });
}

const VIEWS = { timeSeries: lines, singleValue: numbers, bar: barred, pie: barred, gauge, table: tabled };

function content(widget) {
  if (widget.problem) return empty(widget.problem);
  if (widget.type === 'text') return markdown(widget.markdown ?? '');
  if (widget.table) return tabled(widget);
  const hasData = widget.series?.some((each) => each.points.length);
  if (!hasData && widget.view !== 'singleValue') return empty(widget.unknown ?? 'Nothing yet');
  return (VIEWS[widget.view] ?? lines)(widget);
}

/** Every dashboard's title begins with the product's name, which stands at the top of the page. */
function short(title) {
  const rest = title.replace(/^Labelmill, /, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** A dashboard's text begins with its title, which stands above it already. */
function untitled(widget, title) {
  return widget.type === 'text' ? { ...widget, markdown: (widget.markdown ?? '').replace(`# ${title}\n`, '') } : widget;
}

function drawnWidget(widget, index) {
  return el('section', {
    class: `widget ${widget.type} ${widget.type === 'text' ? '' : widget.view ?? ''}`,
    'data-key': `${index} ${widget.type} ${widget.view} ${widget.title}`,
    'aria-label': widget.title || null,
    vars: { '--x': widget.x + 1, '--y': widget.y + 1, '--w': widget.width, '--h': widget.height },
  }, widget.title ? el('h2', {}, widget.title) : null, content(widget));
}

function address(name, query, changed) {
  const next = new URLSearchParams(query);
  Object.entries(changed).forEach(([key, value]) => next.set(key, value));
  return `/dashboards/${part(name)}${next.size ? `?${next}` : ''}`;
}

function chooser(id, label, choices, chosen, onchange) {
  return el('label', { class: 'field', 'data-key': id }, `${label} `,
    el('select', { onchange: (event) => onchange(event.target.value) },
      choices.map(([value, text]) => el('option', { value, selected: value === chosen }, text))));
}

function choosers(data, { query, go }) {
  const { known, values } = data;
  return el('div', { class: 'choosers' },
    known.variables.map((variable) => chooser(variable.id, variable.label, variable.values.map((value) => [value, value]), values[variable.id],
      (value) => go(address(known.name, query, { [variable.id]: value }), true))),
    chooser('range', 'Range', RANGES.map(([seconds, text]) => [String(seconds), text]), query.get('seconds') ?? DEFAULT_SECONDS,
      (value) => go(address(known.name, query, { seconds: value }), true)));
}

/** What each variable stands at: what the address says, else its first value. */
function chosen(known, query) {
  return Object.fromEntries(known.variables
    .map((variable) => [variable.id, query.get(variable.id) ?? variable.values[0]])
    .filter(([, value]) => value !== undefined));
}

export const dashboards = {
  every: 2000,
  title: ({ names }) => names[0] ?? 'Dashboards',
  async load({ names, query }, signal) {
    const all = await get('dashboards', {}, signal);
    const known = names[0] ? all.find((each) => each.name === names[0]) : all[0];
    if (!known) return { all };
    const values = chosen(known, query);
    const body = await get(`dashboards/${part(known.name)}`, { ...values, seconds: query.get('seconds') ?? DEFAULT_SECONDS }, signal);
    return { all, known, values, body };
  },
  draw(data, context) {
    if (!data.known) return [heading('Dashboards'), notice('There is no such dashboard.')];
    return [
      heading(data.known.title, choosers(data, context)),
      el('nav', { class: 'tabs', 'aria-label': 'Dashboards' }, data.all.map((each) =>
        el('a', { href: `/dashboards/${part(each.name)}`, 'aria-current': each === data.known ? 'page' : null }, short(each.title)))),
      el('div', { class: 'board', 'data-key': data.known.name }, data.body.widgets.map((widget, index) => drawnWidget(untitled(widget, data.known.title), index))),
    ];
  },
  drawn(main, data) {
    sweep();
    const widgets = data.body?.widgets ?? [];
    main.querySelectorAll('.board > .widget').forEach((section, index) => {
      const host = section.querySelector('[data-plot]');
      if (host) plot(host, { ...drawable(widgets[index]), from: data.body.from, to: data.body.to });
    });
    remembered = () => this.drawn(main, data);
  },
  left() {
    remembered = () => {};
  },
};

let remembered = () => {};
window.addEventListener('resize', () => remembered());
window.addEventListener('recolour', () => {
  forgetShapes();
  remembered();
});
