// Differences that are known, and why. A program leaves the list when it no longer differs: its
// test fails until then.

/** Names of programs, and what is different under the preload. */
export const known: Readonly<Record<string, string>> = Object.fromEntries(
  ['chat.parse', 'responses.parse'].flatMap((method) =>
    [
      'is read with asResponse() and json()',
      'is read with asResponse() and text()',
      'is awaited although the body has been read',
    ].map((way) => [`${method} ${way}`, 'asResponse() of a derived promise is not watched']),
  ),
);
