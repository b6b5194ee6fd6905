// What the page asks its own server. Nothing else can be reached.

async function answered(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.problem ?? `The server answered ${response.status}.`);
  return body;
}

export async function get(path, query, signal) {
  const search = new URLSearchParams(Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null));
  const url = `/api/${path}${search.size ? `?${search}` : ''}`;
  return answered(await fetch(url, { signal, headers: { Accept: 'application/json' } }));
}

/** Changes something; the header shows the server that this very page asks. */
export async function post(path) {
  return answered(await fetch(`/api/${path}`, { method: 'POST', headers: { 'X-Labelmill': 'page' } }));
}

/** A part of a path. */
export const part = encodeURIComponent;
