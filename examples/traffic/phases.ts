// The phases of a day: what is unusual in each of them.

export interface Phase {
  readonly name: string;
  /** Share of the day. */
  readonly share: number;
  /** Share of calls that fail. */
  readonly failing: number;
  /** In words. */
  readonly promptLength: number;
  /** The model of most calls. */
  readonly model: string;
  /** Share of searches that find something. */
  readonly finding: number;
  /** Share of answers after which the user asks again. */
  readonly askingAgain: number;
  /** Share of negative feedback. */
  readonly unhappy: number;
}

const ordinary = {
  failing: 0.01,
  promptLength: 60,
  model: 'gpt-4o-mini',
  finding: 0.95,
  askingAgain: 0.1,
  unhappy: 0.1,
};

/** All of them, in order. */
export const PHASES: readonly Phase[] = [
  { ...ordinary, name: 'an ordinary morning', share: 0.32 },
  { ...ordinary, name: 'an outage of the provider', share: 0.2, failing: 0.9 },
  {
    ...ordinary,
    name: 'a cost spike: a large model and long prompts',
    share: 0.12,
    model: 'gpt-4o',
    promptLength: 40_000,
  },
  { ...ordinary, name: 'retrieval drifts', share: 0.12, finding: 0.3, unhappy: 0.4 },
  {
    ...ordinary,
    name: 'users ask again, and nothing fails',
    share: 0.12,
    askingAgain: 0.6,
    unhappy: 0.6,
  },
  { ...ordinary, name: 'an ordinary evening', share: 0.12 },
];

/** The phase at `moment`, from 0 to 1. */
export function phaseAt(moment: number): Phase {
  let begins = 0;
  for (const phase of PHASES) {
    begins += phase.share;
    if (moment < begins) return phase;
  }
  return PHASES.at(-1)!;
}
