// Prints rows as columns: text to the left, numbers to the right.

/** Lines in which each column is as wide as its widest cell. Columns without any text are left out. */
export function alignColumns(rows: readonly (readonly string[])[], isNumber: RegExp): string[] {
  const columns = rows[0]!
    .map((_, at) => rows.map((row) => row[at]!))
    .filter((cells) => cells.some((cell, at) => at > 0 && cell !== ''))
    .map((cells) => {
      const width = Math.max(...cells.map((cell) => cell.length));
      const isRight = cells.slice(1).every((cell) => cell === '' || isNumber.test(cell));
      return cells.map((cell) => (isRight ? cell.padStart(width) : cell.padEnd(width)));
    });
  return rows.map((_, at) =>
    columns
      .map((cells) => cells[at])
      .join('  ')
      .trimEnd(),
  );
}
