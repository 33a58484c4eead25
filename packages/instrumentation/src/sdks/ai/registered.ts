// The telemetry integration that the AI SDK finds in a global array. It stands there from the preload on, because a
// bundle has no module to be met, and loads what it does when it is first asked for.

import type { Integration } from './events.ts';

/** Where the AI SDK looks. */
const HOLDER = 'AI_SDK_TELEMETRY_INTEGRATIONS';
/** Two copies of this package register one. */
const OURS = Symbol.for('llm-otel.ai');

const CALLBACKS = [
  'onStart',
  'onLanguageModelCallEnd',
  'onToolExecutionStart',
  'onToolExecutionEnd',
  'onObjectStepStart',
  'onObjectStepEnd',
  'onEmbedStart',
  'onEmbedEnd',
  'onRerankStart',
  'onRerankEnd',
  'onEnd',
  'onError',
  'onAbort',
  'executeLanguageModelCall',
  'executeTool',
] as const;

/** Registers once what `load` makes; returns a function that loads it. */
export function register(load: () => Integration): () => Integration {
  const global = globalThis as { [HOLDER]?: object[]; [OURS]?: () => Integration };
  if (global[OURS] !== undefined) return global[OURS];
  let loaded: Integration | undefined;
  const loadOnce = (): Integration => (loaded ??= load());
  const integration = {};
  Object.defineProperty(integration, OURS, { value: true });
  for (const name of CALLBACKS) {
    Object.defineProperty(integration, name, { get: () => loadOnce()[name] });
  }
  if (global[HOLDER] === undefined) {
    Object.defineProperty(globalThis, HOLDER, { value: [], writable: true, configurable: true });
  }
  global[HOLDER]?.push(integration);
  Object.defineProperty(globalThis, OURS, { value: loadOnce });
  return loadOnce;
}

/** Whether an application passes on what is registered. */
export function isOurs(integration: unknown): boolean {
  return typeof integration === 'object' && integration !== null && OURS in integration;
}
