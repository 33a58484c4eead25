// The events of a streamed interaction, and what they make of its steps.

import type { Interaction, Step } from './steps.ts';

/** An event of a stream. */
export interface InteractionEvent {
  readonly event_type: string;
  readonly index?: number;
  readonly interaction?: Interaction;
  readonly step?: Step;
  readonly delta?: Step;
  readonly error?: { readonly code?: string; readonly message?: string };
}

/** The interaction so far, of which the events of a stream bring parts. */
export function foldEvent(into: Interaction | undefined, event: InteractionEvent): Interaction {
  const before = into ?? { id: '' };
  const steps = [...(before.steps ?? [])];
  const { event_type: type, interaction, index = 0, step, delta } = event;
  if (interaction !== undefined) return { ...before, ...interaction, steps };
  if (type === 'step.start' && step !== undefined) steps[index] = step;
  if (type === 'step.delta' && delta !== undefined) steps[index] = withDelta(steps[index], delta);
  return { ...before, steps };
}

function withDelta(step: Step | undefined, delta: Step): Step {
  const { type, text, arguments: more, content: thought } = delta;
  switch (type) {
    case 'text': {
      const content = [...((step?.['content'] ?? []) as Step[])];
      const last = content.at(-1);
      if (last?.['type'] !== 'text')
        return { type: 'model_output', ...step, content: [...content, delta] };
      content[content.length - 1] = { ...last, text: `${String(last['text'])}${String(text)}` };
      return { ...step, content };
    }
    case 'thought_summary':
      return {
        type: 'thought',
        ...step,
        summary: [...((step?.['summary'] ?? []) as Step[]), thought],
      };
    case 'arguments_delta': {
      const before = step?.['arguments'];
      return {
        ...step,
        arguments: `${typeof before === 'string' ? before : ''}${String(more ?? '')}`,
      };
    }
    default:
      return step ?? { type: 'model_output' };
  }
}
