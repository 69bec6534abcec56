/** Boards that ask the server for files or send it events, and are no devices. */
import { html, nothing } from '/vendor/lit-html.js';
import { at, since } from './parts.js';
import { many } from './text.js';

/** Nothing where there are none. */
export function unknownBoards(value) {
  if (!value?.boards.length) {
    return nothing;
  }
  return html`<section class="card" aria-labelledby="unknown-title"><h2 id="unknown-title">Unknown boards</h2>
    <p class="muted">No device has their address, MAC address or name. Look at the inventory and at DHCP.</p>
    <ul class="list">${value.boards.map((board) => html`<li>
      <p>${[board.address, board.identity, board.name].filter(Boolean).join(', ')}: ${board.last_action}</p><p>${since(board.last)}</p>
      <p class="muted">${many(board.times, 'time')} since ${at(board.since)}</p></li>`)}</ul></section>`;
}
