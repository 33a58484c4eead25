// What of `openai` is not traced, besides `untraced.ts` of its adapter, and why. `path.*` stands for everything below `path`.

const managed = 'manages what is stored: no model runs';
const later = 'starts or follows a job that runs later; the conventions have no operation for it';
const session = 'sets up a session: its responses are traced on the socket that this process opens';
const agents = 'hosted agents, a preview: what a turn costs is known to the service alone';

/** Methods of classes that are not covered, by their path from a client, and the reason why they have no span. */
export const UNTRACED_METHODS: Readonly<Record<string, string>> = {
  'chat.completions.messages.list': managed,
  'responses.inputItems.list': managed,
  'responses.inputTokens.count': 'counts tokens: no model runs',
  'beta.responses.inputItems.list': managed,
  'beta.responses.inputTokens.count': 'counts tokens: no model runs',
  'vectorStores.files.*': managed,
  'vectorStores.fileBatches.*': managed,
  'audio.voices.*': managed,
  'audio.voiceConsents.*': managed,
  'models.*': managed,
  'uploads.*': managed,
  'containers.*': managed,
  'skills.*': managed,
  'webhooks.*': managed,
  'safety.*': managed,
  'admin.*': managed,
  'contentProvenanceChecks.*': 'checks where a file comes from: no model answers',
  'videos.*': later,
  'evals.*': later,
  'fineTuning.*': later,
  'realtime.*': session,
  'live.*': session,
  'beta.realtime.*': session,
  'beta.chatkit.*': 'sessions of a widget that runs in a browser, beside this process',
  'beta.agents.*': agents,
};

const transport = 'a WebSocket as the other classes use it: it knows no events of a session';

/** Classes that an application makes itself and that hold a WebSocket. */
export const UNTRACED_SOCKETS: Readonly<Record<string, string>> = {
  BrowserWebSocket: transport,
  NodeWebSocket: transport,
  OpenAIRealtimeTranslationWS: 'a translation runs as long as its session and has no responses',
};
