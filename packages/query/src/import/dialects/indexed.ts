// Lists that a producer flattened into numbered attributes: `llm.input_messages.0.message.role`.

import type { Said, Told } from './dialect.ts';

/** Longer paths are no messages, and would nest deeply. */
const MOST_STEPS = 16;
const NUMBER = /^\d{1,6}$/;

type Tree = Map<string, Tree | string | number | boolean | readonly unknown[]>;

/** The list behind `prefix`, in the order of the numbers; empty if nothing begins with it. */
export function indexed(said: Said, prefix: string): unknown[] {
  const tree: Tree = new Map();
  for (const [name, value] of said) {
    if (!name.startsWith(`${prefix}.`) || value === undefined) continue;
    const steps = name.slice(prefix.length + 1).split('.');
    if (steps.length <= MOST_STEPS && NUMBER.test(steps[0]!)) plant(tree, steps, value);
  }
  return tree.size === 0 ? [] : (toValue(tree) as unknown[]);
}

function plant(root: Tree, steps: readonly string[], value: unknown): void {
  let tree = root;
  for (const step of steps.slice(0, -1)) {
    const known = tree.get(step);
    const next: Tree = known instanceof Map ? known : new Map();
    tree.set(step, next);
    tree = next;
  }
  const last = steps.at(-1)!;
  if (!(tree.get(last) instanceof Map)) tree.set(last, value as string);
}

function toValue(tree: Tree): unknown {
  const entries = [...tree].map(
    ([name, value]) => [name, value instanceof Map ? toValue(value) : value] as const,
  );
  if (entries.every(([name]) => NUMBER.test(name))) {
    return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
  }
  return Object.fromEntries(entries) as Told;
}
