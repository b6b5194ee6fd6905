// Time series on a canvas, by uPlot. A chart stays while the page is refreshed and only takes new data.

import uPlot from './uPlot.js';
import { measure, tick } from './format.js';

const charts = new Map();
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export function colour(series, index) {
  return series.color || css(`--c${(index % 8) + 1}`);
}

/** All series on the union of their times; null where one has no value. */
function aligned(series) {
  const times = [...new Set(series.flatMap((each) => each.points.map(([at]) => at)))].sort((a, b) => a - b);
  const rows = series.map((each) => {
    const values = new Map(each.points);
    return times.map((at) => values.get(at) ?? null);
  });
  return [times.map((at) => at / 1000), ...rows];
}

function stacked([times, ...rows]) {
  const sums = times.map(() => 0);
  return [times, ...rows.map((row) => row.map((value, index) => (sums[index] += value ?? 0)))];
}

/** Of a stack the top comes first: a layer of no height is then drawn over by what lies beneath it. */
function data(widget) {
  const plain = aligned(widget.series);
  if (!widget.stacked) return plain;
  const [times, ...rows] = stacked(plain);
  return [times, ...rows.reverse()];
}

/** Room for what is drawn, for annotations, and for what the widget's axis says. */
function range(widget, side, axis) {
  const marks = side === 'left' ? (widget.annotations ?? []).map((each) => each.value) : [];
  return (plot, low, high) => {
    const lows = [low, ...marks].filter((value) => value !== null && value !== undefined);
    const highs = [high, ...marks].filter((value) => value !== null && value !== undefined);
    let from = axis?.min ?? Math.min(0, ...lows);
    let to = axis?.max ?? Math.max(...highs, from);
    if (!Number.isFinite(to) || to === from) to = from + 1;
    else if (axis?.max === undefined || axis?.max === null) to += (to - from) * 0.08;
    return [from, to];
  };
}

function drawMarks(widget) {
  return (plot) => {
    const context = plot.ctx;
    context.save();
    context.setLineDash([6, 5]);
    context.lineWidth = devicePixelRatio;
    context.strokeStyle = css('--mark');
    context.fillStyle = css('--mark');
    context.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    context.textAlign = 'right';
    for (const { label, value } of widget.annotations ?? []) {
      const y = Math.round(plot.valToPos(value, 'y', true));
      context.beginPath();
      context.moveTo(plot.bbox.left, y);
      context.lineTo(plot.bbox.left + plot.bbox.width, y);
      context.stroke();
      if (label) context.fillText(label, plot.bbox.left + plot.bbox.width - 4, y - 4 * devicePixelRatio);
    }
    context.restore();
  };
}

/** Times of day; beyond two days, days. */
function moment(seconds, { from, to }) {
  const at = new Date(seconds * 1000);
  if (to - from > 172800000) return at.toLocaleDateString([], { month: 'short', day: 'numeric' });
  return at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: to - from < 120000 ? '2-digit' : undefined, hour12: false });
}

/** Steps of times without seconds, which stand as often as there is room and never twice. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14400].map((minutes) => minutes * 60);

function timeAxis(widget) {
  const isShort = widget.to - widget.from < 120000;
  return {
    ...axis(2, 'x', false),
    size: 24,
    values: (plot, ticks) => ticks.map((at) => moment(at, widget)),
    space: isShort ? 64 : 44,
    ...(isShort ? {} : { incrs: STEPS }),
  };
}

function axis(side, scale, grid) {
  return {
    scale,
    side,
    stroke: css('--dim'),
    font: '11px system-ui, sans-serif',
    size: 52,
    grid: { show: grid, stroke: css('--line'), width: 1 },
    ticks: { show: false },
    values: (plot, ticks) => ticks.map(tick),
  };
}

function options(widget, width, height) {
  const hasRight = widget.series.some((each) => each.axis === 'right');
  const line = (each, index) => ({
    label: each.label,
    scale: each.axis === 'right' ? 'right' : 'y',
    stroke: colour(each, index),
    width: 1.75,
    spanGaps: true,
    points: { show: each.points.length < 3, size: 5 },
    fill: widget.stacked && index === 0 ? `color-mix(in srgb, ${colour(each, index)} 35%, transparent)` : undefined,
    value: (plot, value) => measure(value, each.unit),
  });
  const drawn = widget.series.map(line);
  const count = drawn.length;
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
    padding: [8, hasRight ? 0 : 18, 0, 0],
    scales: {
      x: { range: () => [widget.from / 1000, widget.to / 1000] },
      y: { range: range(widget, 'left', widget.yAxis?.left) },
      right: { range: range(widget, 'right', widget.yAxis?.right) },
    },
    axes: [
      timeAxis(widget),
      axis(3, 'y', true),
      ...(hasRight ? [axis(1, 'right', false)] : []),
    ],
    bands: widget.stacked
      ? widget.series.slice(1).map((each, index) => ({
        series: [count - index - 1, count - index],
        fill: `color-mix(in srgb, ${colour(each, index + 1)} 35%, transparent)`,
      }))
      : [],
    series: [{}, ...(widget.stacked ? drawn.reverse() : drawn)],
    hooks: { draw: [drawMarks(widget)], setCursor: [told(widget)] },
  };
}

/** Says beside the legend's names what the values at the cursor are; the last ones when it is elsewhere. */
function told(widget) {
  return (plot) => {
    const index = plot.cursor.idx;
    const values = plot.root.closest('.widget')?.querySelectorAll('.legend .value') ?? [];
    values.forEach((value, at) => {
      const series = widget.series[at];
      const moment = index === null || index === undefined ? undefined : plot.data[0][index] * 1000;
      const point = moment === undefined ? series?.points.at(-1) : series?.points.find(([when]) => when === moment);
      value.textContent = measure(point?.[1], series?.unit);
    });
  };
}

/** What has to be the same for a chart to go on with other data. */
function shape(widget) {
  return JSON.stringify([widget.title, widget.stacked, widget.yAxis, widget.annotations, widget.series.map((each) => [each.label, each.color, each.axis])]);
}

/** Draws a widget's series in `host`, which keeps its size whatever it holds. */
export function plot(host, widget) {
  const width = host.clientWidth;
  const height = host.clientHeight;
  if (!width || !height) return;
  const old = charts.get(host);
  if (old && old.shape === shape(widget)) {
    Object.assign(old.widget, widget);
    if (old.chart.width !== width || old.chart.height !== height) old.chart.setSize({ width, height });
    old.chart.setData(data(widget));
    return;
  }
  old?.chart.destroy();
  const live = { ...widget };
  const chart = new uPlot(options(live, width, height), data(live), host);
  charts.set(host, { chart, shape: shape(widget), widget: live });
}

/** Forgets charts that are not on the page any more. */
export function sweep() {
  for (const [host, { chart }] of charts) {
    if (!host.isConnected) {
      chart.destroy();
      charts.delete(host);
    }
  }
}

/** Has every chart drawn anew, as after a change of colours. */
export function forgetShapes() {
  for (const known of charts.values()) known.shape = '';
}
