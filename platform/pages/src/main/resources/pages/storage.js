/** Choices of the reader: kept by the browser where it keeps anything, else as long as the page is open. */
const unkept = new Map();

/** A choice; null where none was made. */
export function recall(key) {
  try {
    return unkept.get(key) ?? localStorage.getItem(key);
  } catch {
    return unkept.get(key) ?? null; // site data is blocked
  }
}

export function keep(key, value) {
  try {
    localStorage.setItem(key, value);
    unkept.delete(key);
  } catch {
    unkept.set(key, value); // blocked, or full
  }
}
