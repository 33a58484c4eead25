// What of `openai` is not traced, and why. `path.*` stands for everything below `path`.

const composed = 'made of methods that are traced: a span of its own would count them twice';
const managed = 'manages what is stored: no model runs';
const later = 'starts or follows a job that runs later; the conventions have no operation for it';
const session = 'sets up a session: its responses are traced on the socket that this process opens';
const agents = 'hosted agents, a preview: what a turn costs is known to the service alone';

/** Methods, by their path from a client, and the reason why they have no span. */
export const UNTRACED_METHODS: Readonly<Record<string, string>> = {
  'chat.completions.parse': composed,
  'chat.completions.stream': composed,
  'chat.completions.runTools': composed,
  'chat.completions.retrieve': managed,
  'chat.completions.update': managed,
  'chat.completions.list': managed,
  'chat.completions.delete': managed,
  'chat.completions.messages.list': managed,
  'responses.parse': composed,
  'responses.stream': composed,
  'responses.delete': managed,
  'responses.inputItems.list': managed,
  'responses.inputTokens.count': 'counts tokens: no model runs',
  'beta.responses.delete': managed,
  'beta.responses.inputItems.list': managed,
  'beta.responses.inputTokens.count': 'counts tokens: no model runs',
  'beta.threads.createAndRunPoll': composed,
  'beta.threads.createAndRunStream': composed,
  'beta.threads.runs.createAndPoll': composed,
  'beta.threads.runs.createAndStream': composed,
  'beta.threads.runs.poll': composed,
  'beta.threads.runs.stream': composed,
  'beta.threads.runs.submitToolOutputsAndPoll': composed,
  'beta.threads.runs.submitToolOutputsStream': composed,
  'files.waitForProcessing': composed,
  'vectorStores.create': managed,
  'vectorStores.retrieve': managed,
  'vectorStores.update': managed,
  'vectorStores.list': managed,
  'vectorStores.delete': managed,
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
