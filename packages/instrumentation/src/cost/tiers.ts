// What a tier of service changes of a price, where the provider publishes it. Any other tier is charged at the
// standard price, and the cost says so.

/** One published change. */
export interface TierRule {
  readonly provider: string;
  readonly tier: string;
  /** Absent: every model. The first rule that matches counts. */
  readonly model?: RegExp;
  readonly factor: number;
  /** The page, and when it was read. */
  readonly source: string;
  readonly read: string;
}

const READ = '2026-11-29';
const OPENAI = {
  provider: 'openai',
  source: 'https://platform.openai.com/docs/pricing',
  read: READ,
} as const;
const PRIORITY = {
  provider: 'openai',
  tier: 'priority',
  source: 'https://openai.com/api-priority-processing/',
  read: READ,
} as const;
const ANTHROPIC = {
  provider: 'anthropic',
  source: 'https://platform.claude.com/docs/en/about-claude/pricing',
  read: READ,
} as const;
const FAST = {
  provider: 'anthropic',
  tier: 'fast',
  source: 'https://platform.claude.com/docs/en/build-with-claude/fast-mode',
  read: READ,
} as const;

/** All of them. */
export const TIER_RULES: readonly TierRule[] = [
  { ...OPENAI, tier: 'batch', factor: 0.5 },
  { ...OPENAI, tier: 'flex', model: /^(?:o3|o4-mini|gpt-[56])/, factor: 0.5 },
  { ...PRIORITY, model: /^gpt-5-mini/, factor: 1.8 },
  { ...PRIORITY, model: /^gpt-5(?:\.[1-4])?(?:-codex|-2\d{3}|$)/, factor: 2 },
  { ...PRIORITY, model: /^gpt-5\.4-mini/, factor: 2 },
  { ...PRIORITY, model: /^gpt-5\.5(?:-2\d{3}|$)/, factor: 2.5 },
  { ...PRIORITY, model: /^gpt-(?:5\.6|6)(?:-(?:astra|sol|terra|luna))?(?:-2\d{3}|$)/, factor: 2 },
  { ...PRIORITY, model: /^gpt-4\.1-nano/, factor: 2 },
  { ...PRIORITY, model: /^(?:gpt-4\.1|gpt-4o-2024-05-13|o3(?:-2\d{3}|$))/, factor: 1.75 },
  { ...PRIORITY, model: /^gpt-4o-mini(?:-2\d{3}|$)/, factor: 5 / 3 },
  { ...PRIORITY, model: /^gpt-4o(?:-2\d{3}|$)/, factor: 1.7 },
  { ...PRIORITY, model: /^o4-mini/, factor: 20 / 11 },
  { ...ANTHROPIC, tier: 'batch', factor: 0.5 },
  // Models from Opus 4.6 on have the choice.
  {
    ...ANTHROPIC,
    tier: 'us',
    model: /^claude-[a-z]+-(?:4-[6-9]|[5-9])(?:-|$)/,
    factor: 1.1,
  },
  { ...FAST, model: /^claude-opus-4-6/, factor: 6 },
  { ...FAST, model: /^claude-opus-5(?:-2\d{7}|$)/, factor: 2 },
  {
    provider: 'gcp.gemini',
    tier: 'batch',
    factor: 0.5,
    source: 'https://ai.google.dev/gemini-api/docs/pricing',
    read: READ,
  },
  {
    provider: 'groq',
    tier: 'flex',
    factor: 1,
    source: 'https://console.groq.com/docs/flex-processing',
    read: READ,
  },
];

/** Tiers at the standard price. */
const STANDARD: ReadonlySet<string> = new Set([
  'default',
  'standard',
  'auto',
  'on_demand',
  'standard_only',
  'not_available',
  'global',
]);

/** The factor of the published tiers, and those that no rule knows. */
export function tierFactor(
  provider: string,
  model: string,
  tiers: readonly string[],
): { readonly factor: number; readonly unknown: readonly string[] } {
  let factor = 1;
  const unknown: string[] = [];
  for (const tier of tiers) {
    if (STANDARD.has(tier)) continue;
    const rule = TIER_RULES.find(
      (one) => one.provider === provider && one.tier === tier && one.model?.test(model) !== false,
    );
    if (rule === undefined) unknown.push(tier);
    else factor *= rule.factor;
  }
  return { factor, unknown };
}
