/** A table of any length: only the rows in sight exist. Sorts, selects, and is walked by keys. */
import { html, nothing } from '/vendor/lit-html.js';
import { fit } from './fit.js';
import { printing } from './printing.js';

const ROW = 32;
const CARD = 92;
const SPARE = 8; // rows above and below those in sight
const COLLATOR = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const NARROW = matchMedia('(max-width: 640px)');
let number = 0;

export class Table {
  selected = new Set();
  #id = `table-${++number}`;
  #options;
  #rows = [];
  #active = -1;
  #anchor = -1;
  #top = 0;
  #height = 900;
  #box = null;
  #measured = null;
  #widths = new Map();
  #sizes = new ResizeObserver(([entry]) => this.#resize(entry.contentRect.height));

  /**
   * @param options `label`; `key(row)`; `href(row)`; `open(row)`; `update()`; `sort` such as `-since`;
   *   `onSort(sort)`; `selectable`
   */
  constructor(options) {
    this.#options = options;
  }

  get sort() {
    return this.#options.sort;
  }

  /** The rows that are selected, of those that are shown. */
  get selection() {
    return this.#rows.filter((row) => this.selected.has(this.#options.key(row)));
  }

  clear() {
    this.selected.clear();
    this.#options.update();
  }

  selectAll() {
    this.#rows.forEach((row) => this.selected.add(this.#options.key(row)));
    this.#options.update();
  }

  close() {
    this.#sizes.disconnect();
  }

  /** Rows in the order asked for. */
  sorted(rows, columns) {
    const sort = this.#options.sort ?? '';
    const down = sort.startsWith('-') ? -1 : 1;
    const column = columns.find((each) => each.id === sort.replace('-', ''));
    if (!column) {
      return rows;
    }
    const keyed = rows.map((row) => [column.value(row), row]);
    const texts = keyed.some(([key]) => typeof key === 'string');
    keyed.sort(([a], [b]) => {
      const none = (a == null || a === '') - (b == null || b === ''); // those without come last, always
      return none || down * (texts ? COLLATOR.compare(a ?? '', b ?? '') : a - b);
    });
    return keyed.map(([, row]) => row);
  }

  /** Chooses the order where the table has no head to click on: on phones. */
  sorter(columns) {
    return html`<select class="sorter" aria-label="Sort" @change=${(event) => this.#sortBy(event.target.value)}>
      ${columns.flatMap(({ id, title }) => [[id, `${title} \u2191`], [`-${id}`, `${title} \u2193`]]).map(([sort, text]) => html`<option
        value=${sort} ?selected=${sort === this.#options.sort}>${text}</option>`)}</select>`;
  }

  /**
   * @param rows sorted already
   * @param columns as { id, title, text, extra, most, grow, value, cell, card } in order: `text(row)` is what the cell says, `extra`
   *   the pixels of what is beside it, `most` those at which it is cut; `card` the part that it has in a card
   */
  view(rows, columns) {
    this.#rows = rows;
    this.#active = Math.min(this.#active, rows.length - 1);
    queueMicrotask(() => this.#watch());
    const size = this.#size;
    const first = printing.now ? 0 : Math.max(0, Math.floor(this.#top / size) - SPARE);
    const last = printing.now ? rows.length : Math.min(rows.length, Math.ceil((this.#top + this.#height) / size) + SPARE);
    const shown = NARROW.matches ? columns.filter((column) => column.card) : columns;
    const widths = this.#fit(rows, columns);
    const tracks = `--tracks: ${this.#options.selectable ? '34px ' : ''}${
      columns.map(({ grow }, i) => `minmax(${widths[i]}px, ${grow ?? 0.001}fr)`).join(' ')}; --least: ${
      widths.reduce((sum, width) => sum + width, 34)}px; --printed: ${widths.map((width) => `${width}fr`).join(' ')}`;
    return html`<div class="grid" id=${this.#id} role="grid" tabindex="0" .style=${tracks}
        aria-label=${this.#options.label} aria-rowcount=${rows.length + 1}
        aria-multiselectable=${this.#options.selectable ? 'true' : nothing}
        aria-activedescendant=${this.#active >= first && this.#active < last ? this.#rowId(this.#active) : nothing}
        @scroll=${this.#scroll} @keydown=${this.#key}>
      <div class="grid-head" role="rowgroup"><div class="row" role="row" aria-rowindex="1">
        ${this.#options.selectable ? html`<div role="columnheader" class="pick"><input type="checkbox" tabindex="-1"
          aria-label="Select all that are shown" .checked=${rows.length > 0 && this.selection.length === rows.length}
          @change=${(event) => (event.target.checked ? this.selectAll() : this.clear())}></div>` : nothing}
        ${columns.map((column) => this.#head(column))}</div></div>
      <div class="grid-body" role="rowgroup" .style=${`height: ${rows.length * size}px`}>
        ${rows.slice(first, last).map((row, i) => this.#row(row, first + i, shown))}
      </div></div>`;
  }

  /** Columns grow with what comes, but do not shrink: a table that is read stands still. */
  #fit(rows, columns) {
    if (NARROW.matches) {
      return columns.map(() => 0);
    }
    const fresh = rows !== this.#measured;
    this.#measured = rows;
    return columns.map((column) => {
      const before = this.#widths.get(column.id);
      const width = fresh || before === undefined ? Math.max(before ?? 0, fit(column, rows)) : before;
      this.#widths.set(column.id, width);
      return width;
    });
  }

  get #size() {
    return NARROW.matches ? CARD : ROW;
  }

  #head({ id, title, hint }) {
    const sort = this.#options.sort ?? '';
    const by = sort.replace('-', '') === id;
    const way = !by ? 'none' : sort.startsWith('-') ? 'descending' : 'ascending';
    return html`<div role="columnheader" aria-sort=${way} class="c-${id}"><button type="button" title=${hint ?? nothing}
      @click=${() => this.#sortBy(by && way === 'ascending' ? `-${id}` : id)}>${title}</button></div>`;
  }

  #row(row, index, columns) {
    const key = this.#options.key(row);
    const selected = this.selected.has(key);
    return html`<div role="row" class="row ${index === this.#active ? 'active' : ''}" id=${this.#rowId(index)}
        aria-rowindex=${index + 2} aria-selected=${this.#options.selectable ? String(selected) : nothing}
        .style=${`top: ${index * this.#size}px`}
        @click=${(event) => this.#click(event, index)} @dblclick=${() => this.#options.open(row)}>
      ${this.#options.selectable ? html`<div role="gridcell" class="pick"><input type="checkbox" tabindex="-1"
        aria-label=${`Select ${key}`} .checked=${selected}></div>` : nothing}
      ${columns.map((column) => html`<div role="gridcell" class="c-${column.id} ${column.card ?? ''}" title=${
        column.most ? column.text(row) : nothing}>${column.cell(row)}</div>`)}
    </div>`;
  }

  #rowId(index) {
    return `${this.#id}-${index}`;
  }

  #sortBy(sort) {
    this.#options.sort = sort;
    this.#options.onSort?.(sort);
    this.#options.update();
  }

  #click(event, index) {
    if (event.target.closest('a, button')) {
      return;
    }
    this.#active = index;
    if (this.#options.selectable) {
      if (event.shiftKey && this.#anchor >= 0) {
        getSelection()?.removeAllRanges();
        this.#range(this.#anchor, index);
      } else {
        this.#toggle(index);
      }
    }
    this.#options.update();
  }

  #toggle(index) {
    const key = this.#options.key(this.#rows[index]);
    if (!this.selected.delete(key)) {
      this.selected.add(key);
    }
    this.#anchor = index;
  }

  #range(from, to) {
    const [low, high] = from < to ? [from, to] : [to, from];
    this.#rows.slice(low, high + 1).forEach((row) => this.selected.add(this.#options.key(row)));
  }

  #key = (event) => {
    if (event.target !== event.currentTarget && event.key !== 'Escape') {
      return; // a button in the head has the focus
    }
    const page = Math.max(1, Math.floor(this.#height / this.#size) - 2);
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key in moves) {
      this.#move(moves[event.key], event.shiftKey);
    } else if (event.key === 'Enter' && this.#active >= 0) {
      this.#options.open(this.#rows[this.#active]);
    } else if (event.key === ' ' && this.#options.selectable && this.#active >= 0) {
      this.#toggle(this.#active);
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && this.#options.selectable) {
      this.selectAll();
    } else if (event.key === 'Escape' && this.selected.size) {
      this.clear();
    } else {
      return;
    }
    event.preventDefault();
    this.#options.update();
  };

  #move(by, extend) {
    const before = Math.max(0, this.#active);
    const to = this.#active < 0 && by === 1 ? 0 : before + by;
    this.#active = Math.max(0, Math.min(this.#rows.length - 1, to));
    if (extend && this.#options.selectable) {
      this.#anchor = this.#anchor < 0 ? before : this.#anchor;
      this.#range(this.#anchor, this.#active);
    }
    this.#reveal(this.#active);
  }

  #reveal(index) {
    const head = this.#box.querySelector('.grid-head').offsetHeight;
    const top = index * this.#size;
    const low = top + this.#size + head - this.#box.clientHeight;
    if (top < this.#box.scrollTop) {
      this.#box.scrollTop = top;
    } else if (low > this.#box.scrollTop) {
      this.#box.scrollTop = low;
    }
  }

  #scroll = (event) => {
    const before = Math.floor(this.#top / this.#size);
    this.#top = event.currentTarget.scrollTop;
    if (Math.floor(this.#top / this.#size) !== before) {
      this.#options.update();
    }
  };

  #watch() {
    const box = document.getElementById(this.#id);
    if (box !== this.#box) {
      this.#sizes.disconnect();
      this.#box = box;
      if (box) {
        this.#sizes.observe(box);
      }
    }
  }

  #resize(height) {
    if (Math.abs(height - this.#height) > 4) {
      this.#height = height;
      this.#options.update();
    }
  }
}

