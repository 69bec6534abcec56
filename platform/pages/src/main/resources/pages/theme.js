/** Dark or light: as the system has it, or as the reader chose. */
const KEY = 'mozpool.theme';
const NAMES = ['Auto', 'Light', 'Dark'];

export const theme = {
  get name() {
    return NAMES.find((name) => name === localStorage.getItem(KEY)) ?? 'Auto';
  },

  next() {
    localStorage.setItem(KEY, NAMES[(NAMES.indexOf(this.name) + 1) % NAMES.length]);
    this.apply();
  },

  apply() {
    document.documentElement.dataset.theme = this.name.toLowerCase();
    dispatchEvent(new Event('themechange'));
  },
};

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => theme.apply());

/** The value of a colour, for what cannot use style sheets. */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
