/** Asks by a dialog: the browser keeps the focus inside, and closes it on Escape. */
import { html, nothing, render } from '/vendor/lit-html.js';
import { problem } from './parts.js';

/**
 * Shows a form until it is sent or given up.
 *
 * @param title what is asked
 * @param body function of `redraw` that gives the fields, drawn again when it is called
 * @param submit the button's text; none for a dialog that only tells
 * @param run what is done with the form's values; where it throws, the dialog stays and says why
 * @param danger whether the button warns
 */
export function ask({ title, body, submit, run = () => {}, danger = false, wide = false }) {
  const dialog = document.createElement('dialog');
  dialog.className = wide ? 'wide' : '';
  dialog.setAttribute('aria-labelledby', 'dialog-title');
  document.body.append(dialog);
  let error = null;
  let busy = false;

  const draw = () => render(html`<form method="dialog" @submit=${send}>
    <header><h2 id="dialog-title">${title}</h2>
      <button type="button" class="quiet" aria-label="Close" @click=${() => dialog.close()}>Close</button></header>
    <div class="fields">${body(draw, dialog)}</div>
    ${error ? problem(error) : nothing}
    <footer>${submit ? html`<button type="button" @click=${() => dialog.close()}>Cancel</button>
      <button class=${danger ? 'danger' : 'main'} ?disabled=${busy}>${submit}</button>`
    : html`<button class="main" autofocus>Close</button>`}</footer></form>`, dialog);

  async function send(event) {
    event.preventDefault();
    if (busy) {
      return;
    }
    busy = true;
    try {
      await run(Object.fromEntries(new FormData(event.target)), event.target);
      dialog.close();
    } catch (failure) {
      error = failure;
      busy = false;
      draw();
    }
  }

  return new Promise((done) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (document.activeElement === document.body) {
        document.querySelector('h1')?.focus({ preventScroll: true }); // what opened it is gone
      }
      done();
    });
    draw();
    dialog.showModal();
    dialog.querySelector('[autofocus], .fields :is(input, select, textarea)')?.focus();
  });
}
