/** Short messages at the edge of the page, read out by screen readers. */
import { html, render } from '/vendor/lit-html.js';
import { shape } from './parts.js';

const SHOWN_MILLIS = 6000;
const notices = [];

/** Says that something was done. */
export const say = (text) => add({ text, kind: 'idle' });

/** Says what went wrong, and what to do; stays until it is closed. */
export const complain = (error) => add({ text: error.message, next: error.next, kind: 'failed' });

function add(notice) {
  notices.push(notice);
  draw();
  if (notice.kind !== 'failed') {
    setTimeout(() => close(notice), SHOWN_MILLIS);
  }
}

function close(notice) {
  const index = notices.indexOf(notice);
  if (index >= 0) {
    notices.splice(index, 1);
    draw();
  }
}

function draw() {
  render(notices.map((notice) => html`<div class="notice">
    ${shape(notice.kind)}<div><p>${notice.text}</p><p class="muted">${notice.next ?? ''}</p></div>
    <button type="button" class="quiet" aria-label="Close this message" @click=${() => close(notice)}>Close</button>
  </div>`), document.getElementById('notices'));
}
