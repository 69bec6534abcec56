/** A button that opens a few further ones. */
import { html } from '/vendor/lit-html.js';

const EDGE = 8;

/** @param items templates; a click on a button in them closes the menu */
export const menu = (label, items) => html`<details class="menu" @keydown=${escape} @focusout=${leave} @toggle=${place}>
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

/** Before the button does anything: a dialog that it opens gives the focus back to the summary. */
const choose = {
  capture: true,
  handleEvent({ target, currentTarget }) {
    if (target.closest('button')) {
      const menu = currentTarget.parentElement;
      menu.querySelector('summary').focus();
      menu.open = false;
    }
  },
};

/** Inside the window, on whatever side there is room. */
function place({ currentTarget: menu }) {
  const items = menu.querySelector('.menu-items');
  items.style.translate = '';
  const { left, right } = items.getBoundingClientRect();
  const over = Math.max(0, right - document.documentElement.clientWidth + EDGE);
  items.style.translate = `${-Math.min(over, Math.max(0, left - EDGE))}px`;
}

addEventListener('click', (event) => {
  document.querySelectorAll('details.menu[open]').forEach((each) => {
    each.open = each.contains(event.target);
  });
}, true);
