// Mastra's own tracing. With its bridge, agents, tools and workflows have spans of OpenTelemetry, below which the calls of
// models are: ours would be the second ones.

interface Instance {
  getBridge?(): unknown;
}

/** What an application has set up, as far as it is read. */
export interface Mastra {
  readonly observability?: { getDefaultInstance?(): Instance | undefined };
}

/** What a part of Mastra is hidden from tracing as, in bits. */
export const HIDDEN = { workflow: 1, agent: 2, tool: 4 } as const;

/** How a part is traced by Mastra itself. */
export interface TracingPolicy {
  readonly internal?: number;
}

/** Whether a bridge makes the spans. */
export function isBridged(mastra: Mastra | undefined): boolean {
  return mastra?.observability?.getDefaultInstance?.()?.getBridge?.() !== undefined;
}

/** Whether Mastra uses a part of this kind inside itself. */
export function isHidden(policy: TracingPolicy | undefined, kind: keyof typeof HIDDEN): boolean {
  return ((policy?.internal ?? 0) & HIDDEN[kind]) !== 0;
}
