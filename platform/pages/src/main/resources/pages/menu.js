/** A button that opens a few further ones. */
import { html } from '/vendor/lit-html.js';

/** @param items templates; a click on a button in them closes the menu */
export const menu = (label, items) => html`<details class="menu" @keydown=${escape} @focusout=${leave}>
  <summary>${label}</summary><div class="menu-items" @click=${choose}>${items}</div></details>`;

function escape(event) {
  if (event.key === 'Escape' && event.currentTarget.open) {
    event.currentTarget.open = false;
    event.currentTarget.querySelector('summary').focus();
    event.stopPropagation();
  }
}

function leave(event) {
  if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) {
    event.currentTarget.open = false;
  }
}

function choose(event) {
  if (event.target.closest('button')) {
    event.currentTarget.parentElement.open = false;
  }
}

addEventListener('click', (event) => {
  document.querySelectorAll('details.menu[open]').forEach((each) => {
    each.open = each.contains(event.target);
  });
}, true);
