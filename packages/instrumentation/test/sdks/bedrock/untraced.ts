// The commands of Bedrock's clients that have no span, and why.

const SESSION = 'keeps what an application stores of a session, without a model';
const FLOW = 'runs a graph of steps that only the service knows, with or without a model';
const STORED = 'reads or deletes what the service has stored';

/** By client: the commands, and why. */
export const UNTRACED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  BedrockRuntimeClient: {},
  BedrockAgentRuntimeClient: {
    AgenticRetrieveStreamCommand: 'is a preview whose events may change',
    RerankCommand: 'sorts documents, and says neither tokens nor how many were searched',
    GenerateQueryCommand: 'writes a query of a database, and says nothing of the model behind it',
    OptimizePromptCommand: 'rewrites a prompt for later, and says nothing of the model behind it',
    InvokeFlowCommand: FLOW,
    StartFlowExecutionCommand: FLOW,
    StopFlowExecutionCommand: FLOW,
    GetFlowExecutionCommand: FLOW,
    GetExecutionFlowSnapshotCommand: FLOW,
    ListFlowExecutionsCommand: FLOW,
    ListFlowExecutionEventsCommand: FLOW,
    CreateSessionCommand: SESSION,
    GetSessionCommand: SESSION,
    UpdateSessionCommand: SESSION,
    EndSessionCommand: SESSION,
    DeleteSessionCommand: SESSION,
    ListSessionsCommand: SESSION,
    CreateInvocationCommand: SESSION,
    ListInvocationsCommand: SESSION,
    PutInvocationStepCommand: SESSION,
    GetInvocationStepCommand: SESSION,
    ListInvocationStepsCommand: SESSION,
    GetAgentMemoryCommand: STORED,
    DeleteAgentMemoryCommand: STORED,
    GetDocumentContentCommand: STORED,
    GetIngestedDocumentAclCommand: STORED,
    CheckIngestedDocumentAclCommand: STORED,
    TagResourceCommand: STORED,
    UntagResourceCommand: STORED,
    ListTagsForResourceCommand: STORED,
  },
};
