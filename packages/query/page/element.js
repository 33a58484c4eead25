// Makes elements. Whatever was stored is text: nothing here or elsewhere parses it as markup.

/**
 * @param {string} tag
 * @param {Record<string, string | number | boolean | undefined | ((event: Event) => void)>} [properties]
 *   attributes; `onclick` and the like are listeners
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children);
  return made;
}

/**
 * The element of the page with an id.
 *
 * @template {HTMLElement} [Kind=HTMLElement]
 * @param {string} id
 * @returns {Kind}
 */
export function byId(id) {
  return /** @type {Kind} */ (document.getElementById(id));
}

/**
 * A table; the first cell of a row is its heading.
 *
 * @param {string} caption
 * @param {readonly { title: string, isNumber?: boolean, isWide?: boolean, isLong?: boolean }[]} columns
 * @param {readonly (readonly (Node | string)[])[]} rows
 */
export function table(caption, columns, rows) {
  const classOf = (/** @type {number} */ at) => {
    const { isNumber, isWide, isLong } = columns[at] ?? { title: '' };
    return isNumber ? 'number' : isWide ? 'wide' : isLong ? 'long' : undefined;
  };
  const head = columns.map(({ title }, at) =>
    element('th', { scope: 'col', class: classOf(at) }, title),
  );
  const body = rows.map((cells) =>
    element(
      'tr',
      {},
      ...cells.map((cell, at) =>
        element(
          at === 0 ? 'th' : 'td',
          { class: classOf(at), ...(at === 0 && { scope: 'row' }) },
          cell,
        ),
      ),
    ),
  );
  return element(
    'table',
    {},
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...body),
  );
}
