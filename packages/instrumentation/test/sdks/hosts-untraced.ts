// What of the SDKs of hosts of models is not traced, and why. `path.*` stands for everything below `path`, and
// `start*` for everything that begins so.

const managed = 'manages what is stored or runs: no model answers';
const composed = 'made of calls that are traced';
const later = 'starts or follows a job that runs later; the conventions have no operation for it';
const media = 'images and videos of a gateway, which the conventions have no usage for';

/** By adapter: methods, or files of functions, and the reason why they have no span. */
export const UNTRACED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  together: {
    [composed]: ['chat.completions.stream'],
    [later]: ['batches.*', 'evals.*', 'fineTuning.*', 'videos.*'],
    [managed]: ['files.*', 'models.*', 'endpoints.*', 'beta.*', 'audio.voices.list'],
    'runs code, and no model': ['codeInterpreter.*'],
  },
  cerebras: { [managed]: ['models.*'] },
  openrouter: {
    [media]: ['imagesGenerate', 'videoGeneration*', 'sttCreate*', 'ttsCreateSpeech'],
    [managed]: [
      'analytics*',
      'apiKeys*',
      'benchmarks*',
      'byok*',
      'classifications*',
      'containers*',
      'credits*',
      'datasets*',
      'embeddingsListModels',
      'endpoints*',
      'files*',
      'generations*',
      'guardrails*',
      'imagesList*',
      'models*',
      'oAuth*',
      'observability*',
      'organization*',
      'presets*',
      'providers*',
      'scim*',
      'vault*',
      'workspaces*',
    ],
    'hosted agents, a preview: what a turn costs is known to the service alone': ['interns*'],
    'decides what a request needs: no answer of a model': ['alphaDecisions*', 'systemOne*'],
  },
  replicate: {
    [later]: ['trainings.*'],
    [managed]: [
      'accounts.*',
      'collections.*',
      'deployments.*',
      'files.*',
      'hardware.*',
      'models.*',
      'predictions.cancel',
      'predictions.list',
      'webhooks.*',
    ],
    'sends the requests of the others': ['request', 'paginate'],
  },
};
