/** A text in the language of the collector's statements; a single dollar sign would name a variable there. */
export function ottl(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('$', '$$$$')}"`;
}
