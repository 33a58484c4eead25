// Every public method of Mastra's agents, workflows and their runs: what is seen of it, or why nothing is. A release that
// brings another fails until somebody has decided.

/** The methods of a class. */
interface Methods {
  /** What exports it. */
  readonly module: string;
  readonly class: string;
  /** Names by what is seen. */
  readonly traced: Readonly<Record<string, string>>;
  /** Names by the reason. */
  readonly untraced: Readonly<Record<string, string>>;
}

const AGENTS_OWN = 'tells or sets what the agent has: runs no model';
const ASKED_BY = 'calls a traced method, of which the span is';

/** By class. A name that ends with `*` stands for all that begin so. */
export const MASTRA_SURFACE: readonly Methods[] = [
  {
    module: '@mastra/core/agent',
    class: 'Agent',
    traced: {
      'an agent': `generate generateLegacy resumeGenerate stream streamLegacy resumeStream network resumeNetwork`,
      [ASKED_BY]: `streamUntilIdle resumeStreamUntilIdle approveToolCall declineToolCall approveToolCallGenerate
        declineToolCallGenerate approveNetworkToolCall declineNetworkToolCall sendStreamResume sendToolApproval
        sendMessage queueMessage sendSignal sendStateSignal sendNotificationSignal`,
      'an agent, by its durable one': 'resume recover recoverActiveRuns',
      'a request of a model, without an agent': 'genTitle generateTitleFromUserMessage',
    },
    untraced: {
      [AGENTS_OWN]: `get* has* list* resolve* set* is* enable* disable* deriveSubAgentBackgroundConfig
        requireAgentExecutionFGA reorderModels updateModelInModelList updateObjectiveOptions clearObjective`,
      'makes tools or messages: those who call them are traced': `convertTools formatTools formatMessage*
        combineProcessorsIntoWorkflow stripParentToolParts prepareModels normalizeModelFallbacks
        assertSupportsPreparedModels wrapToolsWithHooks wrapToolWithHooks filterUiMessagesByThread`,
      'subscribes, stops or hands over: runs nothing itself': `subscribe* claimThreadOwnership
        updateThreadPeerAdvertisement discoverThreadPeers abortThreadStream abortRunStream
        cancelQueuedMessages observe prepare`,
    },
  },
  {
    module: '@mastra/core/agent/durable',
    class: 'DurableAgent',
    traced: {
      'an agent': 'generate resumeGenerate stream resume recover',
      [ASKED_BY]: `streamUntilIdle resumeStream approveToolCall declineToolCall approveToolCallGenerate
        declineToolCallGenerate recoverActiveRuns`,
    },
    untraced: {
      [AGENTS_OWN]: 'get* has* list* resolve* set* enable* disable* warnOnRiskyPersistencePolicy',
      'a part of a traced method': 'executeWorkflow createWorkflow emitError*',
      'watches, stops or cleans up: runs nothing itself':
        'observe prepare abortThreadStream abortRunStream requestRemoteAbort deleteRunSnapshots',
    },
  },
  {
    module: '@mastra/core/workflows',
    class: 'Run',
    traced: {
      'a workflow and its steps, by the engine': `start startAsync stream streamLegacy resumeStream resume resumeAsync
        restart timeTravel timeTravelStream`,
    },
    untraced: { 'watches or stops: runs nothing itself': 'watch* observe* cancel' },
  },
  {
    module: '@mastra/core/workflows/evented',
    class: 'EventedRun',
    traced: {
      'a workflow and its steps, by the engine': 'start stream resumeStream resume',
      'steps alone: no engine waits for them': 'startAsync',
    },
    untraced: { 'watches or stops: runs nothing itself': 'watch* setupAbortHandler cancel' },
  },
  {
    module: '@mastra/core/workflows',
    class: 'Workflow',
    traced: {
      'a workflow and its steps, by the engine': 'execute restartAllActiveWorkflowRuns',
    },
    untraced: {
      'builds the workflow': `then classifier agent tool sleep* waitForEvent map parallel branch dowhile dountil foreach
        buildExecutionGraph commit setStepFlow`,
      'makes or manages runs: runs nothing itself': 'createRun list* get* deleteWorkflowRunById',
    },
  },
];

/** Those of `names` that nobody has decided about. */
export function undecided({ traced, untraced }: Methods, names: readonly string[]): string[] {
  const known = [...Object.values(traced), ...Object.values(untraced)].flatMap((each) =>
    each.split(/\s+/),
  );
  return names.filter(
    (name) =>
      !known.some((each) =>
        each.endsWith('*') ? name.startsWith(each.slice(0, -1)) : name === each,
      ),
  );
}
