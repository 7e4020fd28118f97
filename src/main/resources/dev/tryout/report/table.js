/** Makes a table's heads sort it; equal rows keep their order, empty cells go last either way. */
function makeSortable(table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = head.querySelector("button");
    if (!button) return;
    button.addEventListener("click", () => {
      const ascending = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      sortRows(body, column, head.dataset.sort === "number", ascending);
    });
  });
}

function sortRows(body, column, numeric, ascending) {
  const keyed = [...body.rows].map((row) => ({row, key: sortKey(row.cells[column], numeric)}));
  const compare = numeric ? (a, b) => a - b : new Intl.Collator("en", {numeric: true}).compare;
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
    return ascending ? compare(a.key, b.key) : compare(b.key, a.key);
  });
  body.append(...keyed.map((entry) => entry.row));
}

function sortKey(cell, numeric) {
  const value = numeric ? cell.dataset.value : cell.textContent;
  if (value === undefined || value === "" || value === "–") return null;
  return numeric ? Number(value) : value;
}

/** Shows the rows that hold every word typed. */
function makeFilterable(table, input, shown) {
  const rows = [...table.tBodies[0].rows];
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      row.hidden = !words.every((word) => texts.get(row).includes(word));
      count += row.hidden ? 0 : 1;
    }
    shown.textContent = words.length ? count + " of " + rows.length + " trials" : rows.length + (rows.length === 1 ? " trial" : " trials");
  });
}
