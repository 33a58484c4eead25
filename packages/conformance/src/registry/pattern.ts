// Name patterns in registry and gap files: `*` matches any characters.

/** Must match the whole text; `*` matches any characters. */
export function toPattern(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
