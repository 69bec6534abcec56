/** Widths of columns: as wide as what they hold. */
const LONGEST = 12; // of proportional letters, the longest text need not be the widest
const PADDING = 20;
const HEAD_EXTRA = 14; // the arrow of the sorted column

const canvas = document.createElement('canvas').getContext('2d');

function widest(texts) {
  const { fontSize, fontFamily } = getComputedStyle(document.body);
  canvas.font = `${fontSize} ${fontFamily}`;
  return texts.reduce((most, text) => Math.max(most, canvas.measureText(text).width), 0);
}

/** The longest of a column's texts; of as many rows as there are, without sorting them. */
function longest(rows, text) {
  const kept = [];
  let least = 0;
  for (const row of rows) {
    const each = text(row);
    if (each.length > least && !kept.includes(each)) {
      kept.push(each);
      if (kept.length > LONGEST) {
        kept.sort((a, b) => b.length - a.length).pop();
        least = kept.at(-1).length;
      }
    }
  }
  return kept;
}

/**
 * The width of a column's content in pixels.
 *
 * @param column `title`; `text(row)`; `extra` for what is beside the text; `most` where it is cut all the same
 */
export function fit({ title, text, extra = 0, most = 480 }, rows) {
  const content = widest(longest(rows, text)) + extra;
  return Math.ceil(Math.min(most, Math.max(content, widest([title]) + HEAD_EXTRA)) + PADDING);
}
