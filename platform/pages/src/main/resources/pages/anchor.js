/** Brings into sight what the address names after its #: `data-anchor`, never an id, which a name from outside could take. */
import { decoded } from './text.js';

const SETTLE_MILLIS = 5000; // what stands above it may still come
const INPUTS = ['wheel', 'keydown', 'pointerdown', 'touchstart'];

let wanted = '';
let until = 0;

/** From now on looks for it. */
export function wantAnchor(hash) {
  wanted = decoded(hash.slice(1));
  until = 0;
}

/** Shows it if it is there by now, and keeps it in sight while the page fills. */
export function showAnchor() {
  const element = wanted && [...document.querySelectorAll('[data-anchor]')].find(({ dataset }) => dataset.anchor === wanted);
  if (element) {
    until ||= performance.now() + SETTLE_MILLIS;
    element.scrollIntoView();
    wanted = performance.now() < until ? wanted : '';
  }
}

INPUTS.forEach((type) => addEventListener(type, () => {
  wanted = ''; // the reader has gone on
}, { passive: true, capture: true }));
