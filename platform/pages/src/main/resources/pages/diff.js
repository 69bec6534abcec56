/** What a change would change, line by line, before it is saved. */
import { html } from '/vendor/lit-html.js';
import { diffLines } from '/vendor/diff.js';

const SIGNS = { added: '+ ', removed: '- ', same: '  ' };

/** The lines of two texts, those that go and those that come marked by sign and colour. */
export function diff(before, after) {
  const lines = diffLines(before, after).flatMap(({ added, removed, value }) =>
    value.replace(/\n$/, '').split('\n').map((line) => [added ? 'added' : removed ? 'removed' : 'same', line]));
  return html`<pre class="diff" tabindex="0" role="region" aria-label="What changes">${lines.map(([kind, line]) =>
    html`<span class=${kind}>${SIGNS[kind]}${line}</span>`)}</pre>`;
}
