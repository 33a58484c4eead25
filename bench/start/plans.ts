// Which processes are started, and what is read from each.

/** What `program.mjs` prints: milliseconds. */
export interface Started {
  readonly load: number;
  readonly loadWithIdleTurns: number;
  readonly synchronous: { readonly cpu: number; readonly wall: number };
  readonly firstByte: number;
  readonly answered: number;
}

/** One process. */
export interface Plan {
  readonly sdk: 'openai' | '@anthropic-ai/sdk';
  readonly format: 'cjs' | 'esm';
  /** Milliseconds between loading the SDK and the first call. */
  readonly waitMs: number;
}

/** Long enough for what is loaded in idle turns. */
const QUIET_MS = 300;
const SDKS = ['openai', '@anthropic-ai/sdk'] as const;

/** All processes. */
export const PLANS: readonly Plan[] = SDKS.flatMap((sdk): Plan[] => [
  { sdk, format: 'cjs', waitMs: QUIET_MS },
  { sdk, format: 'esm', waitMs: QUIET_MS },
  { sdk, format: 'esm', waitMs: 0 },
]);

/** One row. */
interface Row {
  readonly what: string;
  readonly of: (started: Started) => number;
  /** Only where something is waited for. */
  readonly needsQuiet?: true;
}

const ROWS: readonly Row[] = [
  { what: 'loading it', of: ({ load }) => load },
  {
    what: 'CPU of loading it, idle turns after it included',
    of: ({ loadWithIdleTurns }) => loadWithIdleTurns,
    needsQuiet: true,
  },
  { what: 'CPU inside the first create()', of: ({ synchronous }) => synchronous.cpu },
  { what: 'time inside the first create()', of: ({ synchronous }) => synchronous.wall },
  { what: "time to the first request's first byte", of: ({ firstByte }) => firstByte },
  { what: 'CPU until the first answer', of: ({ answered }) => answered },
];

/** The rows of a plan. */
export function rowsOf({ waitMs }: Plan): readonly Row[] {
  return ROWS.filter(({ needsQuiet }) => needsQuiet === undefined || waitMs > 0);
}

/** How a plan is called in the tables. */
export function nameOf({ sdk, format, waitMs }: Plan): string {
  return `${sdk}, ${format}, ${waitMs === 0 ? 'called at once' : 'called later'}`;
}
