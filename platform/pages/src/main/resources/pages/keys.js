/** Keys that work on every page. */
import { html } from '/vendor/lit-html.js';
import { ask } from './dialog.js';

const PLACES = {
  p: ['/', 'Pool'], d: ['/devices', 'Devices'], r: ['/requests', 'Requests'], i: ['/images', 'Images'],
  x: ['/pxe-configs', 'PXE configs'], l: ['/plugins', 'Plugins'], s: ['/servers', 'Servers'],
};
const OTHERS = [
  ['/', 'Search'], ['Esc', 'Leave the search, close what is open, select nothing'], ['?', 'These keys'],
  ['Up, Down, Page Up, Page Down, Home, End', 'In a table: walk through its rows'], ['Enter', 'Open the row'],
  ['Space', 'Select the row'], ['Shift + Up, Down', 'Select several'], ['Shift + click', 'Select all up to here'],
  ['Ctrl + A', 'Select all rows that are shown'],
];
const CHORD_MILLIS = 1500;

let going = 0;

export function listenToKeys(go) {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
      return;
    }
    if (event.target.closest('input, select, textarea')) {
      leave(event);
      return;
    }
    const place = event.timeStamp - going < CHORD_MILLIS && PLACES[event.key];
    going = event.key === 'g' ? event.timeStamp : -CHORD_MILLIS;
    if (place) {
      go(place[0]);
    } else if (event.key === '/') {
      document.querySelector('main input[type=search]')?.focus();
    } else if (event.key === '?') {
      showKeys();
    } else {
      return;
    }
    event.preventDefault();
  });
}

function leave(event) {
  if (event.key === 'Escape' || (event.key === 'ArrowDown' && event.target.type === 'search')) {
    const table = document.querySelector('main .grid');
    event.target.blur();
    table?.focus();
    event.preventDefault();
  }
}

export const showKeys = () => ask({
  title: 'Keys',
  body: () => html`<table class="keys"><tbody>
    ${OTHERS.map(([keys, what]) => html`<tr><th scope="row"><kbd>${keys}</kbd></th><td>${what}</td></tr>`)}
    ${Object.entries(PLACES).map(([key, [, name]]) => html`<tr><th scope="row"><kbd>g</kbd> <kbd>${key}</kbd></th><td>Go to ${name}</td></tr>`)}
  </tbody></table>`,
});
