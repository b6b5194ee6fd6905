// The few marks of Markdown that text widgets use, as elements; anything else stays the text it is.

import { el } from './dom.js';

const INLINE = /\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/;

function inline(text) {
  const found = INLINE.exec(text);
  if (!found) return [text];
  const [all, strong, emphasis, code, label, address] = found;
  const rest = text.slice(found.index + all.length);
  const mark = strong ? el('strong', {}, strong)
    : emphasis ? el('em', {}, emphasis)
      : code ? el('code', {}, code)
        : link(label, address);
  return [text.slice(0, found.index), mark, ...inline(rest)];
}

function link(label, address) {
  const isSafe = /^https?:\/\//i.test(address) || address.startsWith('/') || address.startsWith('#');
  return isSafe ? el('a', { href: address, rel: 'noreferrer', target: address.startsWith('http') ? '_blank' : null }, label) : label;
}

function cells(line) {
  return line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => inline(cell.trim()));
}

function grid(lines) {
  const isRuled = lines.length > 1 && /^[\s|:-]+$/.test(lines[1]);
  const body = isRuled ? lines.slice(2) : lines;
  return el('table', { class: 'plain' },
    isRuled ? el('thead', {}, el('tr', {}, cells(lines[0]).map((cell) => el('th', { scope: 'col' }, cell)))) : null,
    el('tbody', {}, body.map((line) => el('tr', {}, cells(line).map((cell) => el('td', {}, cell))))));
}

const KINDS = [
  [/^\s*$/, 'blank'],
  [/^#{1,6}\s/, 'heading'],
  [/^\s*[-*]\s+/, 'ul'],
  [/^\s*\d+\.\s+/, 'ol'],
  [/^\s*\|/, 'table'],
];

const kind = (line) => (KINDS.find(([pattern]) => pattern.test(line)) ?? [null, 'p'])[1];

function block(name, lines) {
  switch (name) {
    case 'heading':
      return lines.map((line) => {
        const [, marks, text] = /^(#{1,6})\s+(.*)$/.exec(line) ?? [null, '#', line];
        return el(marks.length === 1 ? 'h2' : 'h3', {}, inline(text));
      });
    case 'ul':
    case 'ol':
      return el(name, {}, lines.map((line) => el('li', {}, inline(line.replace(/^\s*(?:[-*]|\d+\.)\s+/, '')))));
    case 'table':
      return grid(lines);
    default:
      return el('p', {}, inline(lines.join(' ')));
  }
}

export function markdown(text) {
  const blocks = [];
  let last = 'blank';
  for (const line of text.split(/\r?\n/)) {
    const now = kind(line);
    if (now !== 'blank' && now === last) blocks.at(-1)[1].push(line);
    else if (now !== 'blank') blocks.push([now, [line]]);
    last = now;
  }
  return el('div', { class: 'prose' }, blocks.map(([name, lines]) => block(name, lines)));
}
