// Names with `*` for any characters, as registry and gap files have them.

/** The whole text must match; `*` stands for any characters. */
export function toPattern(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
