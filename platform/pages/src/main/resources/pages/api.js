/** Calls of the server. An error says what was expected and what to do next. */
import { setServerTime } from './text.js';

const NEXT = {
  0: 'Look whether it runs and your network reaches it; the page goes on by itself when it is back.',
  400: 'Correct it and try again; nothing was changed.',
  403: "Open the pages at the server's own name, or add this host to mozpool.cors-hosts.",
  404: 'Somebody may have removed or renamed it: go back to the list.',
  409: 'Look how it stands now, then decide again.',
  429: 'Wait a moment and try again.',
  500: "Look into the server's log; nothing tells whether it was done.",
  503: 'The server is up but cannot act now: try again in a minute, or look at Servers.',
};

/** A call that was not answered as hoped. */
export class ApiError extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
    this.next = NEXT[status] ?? (status >= 500 ? NEXT[500] : NEXT[400]);
  }

  /** Whether it may be answered when it is asked again. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status === 503;
  }
}

export const get = (path, signal) => call('GET', path, undefined, signal);
export const post = (path, body = {}, headers = {}) => call('POST', path, body, undefined, headers);
export const put = (path, body) => call('PUT', path, body);
export const remove = (path) => call('DELETE', path);

/** Tells a device of an event; throws where its state does not listen to it. */
export async function tell(path, body) {
  const answer = await post(path, body);
  if (answer && answer.accepted === false) {
    throw new ApiError(409, answer.reason);
  }
  return answer;
}

async function call(method, path, body, signal, headers = {}) {
  const answer = await ask(path, {
    method,
    signal,
    headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  setServerTime(answer.headers.get('Date'));
  const text = await answer.text();
  if (!answer.ok) {
    throw new ApiError(answer.status, detail(answer, text));
  }
  return text ? JSON.parse(text) : null;
}

async function ask(path, options) {
  try {
    return await fetch(path, options);
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new ApiError(0, 'The server does not answer.');
  }
}

function detail(answer, text) {
  try {
    const problem = JSON.parse(text);
    return problem.detail ?? problem.title ?? answer.statusText;
  } catch {
    return `The server answered ${answer.status} ${answer.statusText}`.trim() + '.';
  }
}
