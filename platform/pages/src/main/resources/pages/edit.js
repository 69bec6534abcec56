/** Adds or changes something in two steps: fill in the form, look at what changes, save. */
import { html } from '/vendor/lit-html.js';
import { ask } from './dialog.js';
import { diff } from './diff.js';
import { say } from './notice.js';

/**
 * @param title what is edited
 * @param before as text, line by line; empty for what is new
 * @param fields function of `redraw` that gives the form's fields
 * @param read gives what is wanted of the form's values; throws where they are wrong
 * @param text of what is wanted, in the form of `before`
 * @param save stores it
 */
export async function edit({ title, before, fields, read, text, save }) {
  let wanted = null;
  await ask({
    title, wide: true, submit: 'Look at the changes', body: fields,
    run: async (values, form) => {
      const next = await read(values, form);
      await ask({
        title: `${title}: changes`, wide: true, submit: 'Save',
        body: () => text(next) === before ? html`<p>Nothing changes.</p>` : diff(before, text(next)),
        run: async () => {
          await save(next);
          wanted = next;
        },
      });
      if (!wanted) {
        throw Object.assign(new Error('Nothing was saved.'), { next: 'Change it further, or cancel.' });
      }
    },
  });
  if (wanted) {
    say(`${title}: saved.`);
  }
}

/** Asks whether something is to go, and deletes it. */
export const confirmRemoval = (what, run) => ask({
  title: `Delete ${what}`, submit: 'Delete', danger: true,
  body: () => html`<p>It cannot be brought back. What is still used is not deleted.</p>`,
  run: async () => {
    await run();
    say(`${what} was deleted.`);
  },
});
