// The text of a fixture: what was called, and the requests without anything of the machine.

/** Places of the program, hosts, processes and traces of a stack name the machine. */
const OF_MACHINE =
  /^(?:host|process|os|code|server|thread|service\.instance|exception\.stacktrace|gen_ai\.openai\.api_base|url|telemetry)\b/;
/** LangChain puts stacks into messages. */
const FRAME = /\n\s+at [^\n]*/g;
/** A vector of an embedding tells nothing. */
const MOST_VALUES = 16;

/** `said` with the packages that told it, as JSON. */
export function toFixture(said: object, packages: readonly string[]): string {
  return `${JSON.stringify({ packages, ...said }, (_key, value: unknown) => withoutMachine(value), 1)}\n`;
}

function withoutMachine(value: unknown): unknown {
  if (typeof value === 'string' && /^"?\[-?\d[\d.,e-]+\]?/.test(value) && value.length > 200)
    return '[]';
  if (typeof value === 'string') return value.replaceAll(FRAME, '');
  if (!Array.isArray(value)) return value;
  const isVector = value.length > MOST_VALUES && value.every(isNumber);
  return isVector ? [] : value.filter((item) => !isOfMachine(item));
}

function isOfMachine(item: unknown): boolean {
  const key = (item as { key?: unknown } | null)?.key;
  return typeof key === 'string' && OF_MACHINE.test(key);
}

function isNumber(item: unknown): boolean {
  const names = typeof item === 'object' && item !== null ? Object.keys(item) : [];
  return names.length === 1 && (names[0] === 'intValue' || names[0] === 'doubleValue');
}
