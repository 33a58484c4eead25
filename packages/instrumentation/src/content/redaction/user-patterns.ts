// stub
export interface LinearEngine {
  compile(source: string): (text: string) => string;
}
export function compileUserPatterns(
  sources: readonly string[],
  _engine: LinearEngine | undefined,
): {
  readonly redact: ((text: string) => string) | undefined;
  readonly problems: readonly string[];
} {
  return { redact: undefined, problems: sources.map((s) => `${s}: no engine`) };
}
export function findLinearEngine(): LinearEngine | undefined {
  return undefined;
}
