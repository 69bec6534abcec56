/** Dark or light: as the system has it, or as the reader chose. */
import { keep, recall } from './storage.js';

const KEY = 'mozpool.theme';
const NAMES = ['Auto', 'Light', 'Dark'];

export const theme = {
  get name() {
    return NAMES.find((name) => name === recall(KEY)) ?? 'Auto';
  },

  next() {
    keep(KEY, NAMES[(NAMES.indexOf(this.name) + 1) % NAMES.length]);
    this.apply();
  },

  apply() {
    document.documentElement.dataset.theme = this.name.toLowerCase();
    dispatchEvent(new Event('themechange'));
  },
};

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => theme.apply());

/** The value of a colour, for what cannot use style sheets: it depends on the theme. `opacity` in percent. */
export function colour(name, opacity = 100) {
  const probe = document.createElement('i');
  probe.style.forcedColorAdjust = 'none';
  probe.style.color = `color-mix(in srgb, var(--${name}) ${opacity}%, transparent)`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
