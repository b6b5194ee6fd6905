// Elements by script. Texts only ever become text nodes: nothing that was uploaded is parsed as HTML.

const SVG = 'http://www.w3.org/2000/svg';
const SVG_TAGS = new Set(['svg', 'path', 'circle', 'line']);
const HANDLERS = ['onclick', 'onchange'];

/** An element; properties that are null or false are left out, functions are handlers, children may be nested lists. */
export function el(tag, properties, ...children) {
  const node = SVG_TAGS.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') node[name] = value;
    else if (name === 'vars') Object.entries(value).forEach(([key, v]) => node.style.setProperty(key, v));
    else node.setAttribute(name, value === true ? '' : value);
  }
  append(node, children);
  return node;
}

function append(node, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(node, child);
    else node.append(child instanceof Node ? child : String(child));
  }
}

/** Makes `host` hold what `wanted` is, changing as little as possible: focus, scrolling and open details stay. */
export function show(host, wanted) {
  const fresh = document.createElement(host.tagName);
  append(fresh, wanted);
  patchChildren(host, fresh);
}

function patchChildren(old, fresh) {
  const wanted = [...fresh.childNodes];
  wanted.forEach((node, index) => {
    const there = old.childNodes[index];
    if (there === undefined) old.append(node);
    else if (!sameKind(there, node)) old.replaceChild(node, there);
    else patch(there, node);
  });
  while (old.childNodes.length > wanted.length) old.lastChild.remove();
}

function sameKind(a, b) {
  return a.nodeName === b.nodeName && (a.nodeType !== Node.ELEMENT_NODE || a.getAttribute('data-key') === b.getAttribute('data-key'));
}

function patch(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !(name === 'open' || name === 'style')) old.removeAttribute(name);
  }
  for (const { name, value } of [...fresh.attributes]) {
    if (name !== 'style' && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const name of fresh.style) old.style.setProperty(name, fresh.style.getPropertyValue(name));
  for (const name of HANDLERS) old[name] = fresh[name];
  if (old.hasAttribute('data-keep')) return;
  patchChildren(old, fresh);
  // What somebody is choosing from is not changed under their hands.
  if (old.tagName === 'SELECT' && old !== document.activeElement) old.value = fresh.value;
}
