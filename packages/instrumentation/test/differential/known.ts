// Differences that are known, and why. A program leaves the list when it no longer differs: its
// test fails until then.

/** Programs that major 4 by itself cannot run: the call is never answered, or the method is missing. */
export const unfitFor4 = /meets a body that is cut off|has withOptions\(\)/;

/** Programs that @anthropic-ai/sdk 0.137 by itself cannot run: the method is missing. */
export const unfitFor0 = /^thread\(\)/;

/** Programs that @anthropic-ai/sdk 0.39 by itself cannot run: as above. */
export const unfitFor39 =
  /meets a body that is cut off|^thread\(\)|^toolRunner\(\)|^messages.parse\(\)/;

/** Names of programs, and why they cannot be the same. */
export const known: Readonly<Record<string, string>> = {
  'an application looks at a method: its source text':
    'no function in JavaScript can have the source text of another one',
  'an application looks at a promise: all of its own properties':
    'asResponse() is replaced on the promise itself, where only Reflect.ownKeys() finds it',
  'runTools() has a tool that throws':
    'a step of a promise calls the tool: the frame of the runner below it is an async one (docs/decisions/0018)',
  'chat is sent params whose getters count their calls':
    'what is recorded of a request is read once, as any reader of it would',
};
