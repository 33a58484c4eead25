// What the attributes of content, memories, agents, exceptions and evaluations mean, for docs/telemetry.md.
// Not loaded at run time.

import type { AttributeDescription } from './descriptions.ts';

/** On which spans content stands, where the application asks for content. */
const CONTENT = 'Content. ';

/** A part of the table of descriptions. */
export const FURTHER_DESCRIPTIONS = {
  systemInstructions: {
    on: ['inference'],
    type: 'any',
    text: `${CONTENT}Instructions that stand apart from the messages.`,
  },
  inputMessages: {
    on: ['inference'],
    type: 'any',
    text: `${CONTENT}The messages of the request, in order.`,
  },
  outputMessages: {
    on: ['inference', 'request'],
    type: 'any',
    text: `${CONTENT}One message for each choice of the response; of a stream, what of it was read.`,
  },
  toolDefinitions: {
    on: ['inference'],
    type: 'any',
    text: `${CONTENT}The tools that the model may call, as \`LLM_OTEL_TOOL_DEFINITIONS\` says.`,
  },
  toolCallArguments: {
    on: ['tool'],
    type: 'any',
    text: `${CONTENT}From \`tool(..., { arguments })\`. What is no object is wrapped in one.`,
  },
  toolCallResult: {
    on: ['tool'],
    type: 'any',
    text: `${CONTENT}What the callback of \`tool\` returned. What is no object is wrapped in one.`,
  },
  retrievalQueryText: {
    on: ['retrieval'],
    type: 'string',
    text: `${CONTENT}What was searched for.`,
  },
  retrievalDocuments: {
    on: ['retrieval'],
    type: 'any',
    text: `${CONTENT}Id and score of the documents found.`,
  },
  memoryQueryText: {
    on: ['memory'],
    type: 'string',
    text: `${CONTENT}What was searched for in a memory.`,
  },
  memoryRecords: {
    on: ['memory'],
    type: 'any',
    text: `${CONTENT}What was kept in a memory or found there.`,
  },
  promptVariable: {
    on: ['inference'],
    type: 'string',
    text: `${CONTENT}What a variable of the prompt stands for; its name follows after a dot.`,
  },
  memoryStoreId: { on: ['memory'], type: 'string', text: 'The memory store.' },
  memoryRecordId: { on: ['memory'], type: 'string', text: 'The record in it.' },
  memoryRecordCount: { on: ['memory'], type: 'int', text: 'Records that were kept or found.' },
  requestMessageCount: {
    on: ['inference'],
    type: 'int',
    text: 'Messages in the request, where content is recorded.',
  },
  promptLength: {
    on: ['inference'],
    type: 'int',
    text: 'Characters of text in its messages and instructions, likewise, before anything is cut.',
  },
  promptHash: {
    on: ['inference'],
    type: 'string',
    text: '128 bits of an HMAC-SHA-256 of what is said to the model, with `LLM_OTEL_HMAC_KEY`: equal prompts have equal ones.',
  },
  hashKeyId: {
    on: ['every span'],
    type: 'string',
    text: 'Which key made the hashes, from `LLM_OTEL_HMAC_KEY_ID`.',
  },
  systemInstructionsRef: {
    on: ['inference'],
    type: 'string',
    text: 'Where the instructions are stored, with `OTEL_INSTRUMENTATION_GENAI_COMPLETION_HOOK=upload`: a URI.',
  },
  inputMessagesRef: { on: ['inference'], type: 'string', text: 'The same of the request.' },
  outputMessagesRef: { on: ['inference'], type: 'string', text: 'The same of the response.' },
  toolDefinitionsRef: {
    on: ['inference'],
    type: 'string',
    text: 'The same of the tools on offer.',
  },
  contentOmitted: {
    on: ['every span'],
    type: 'string',
    text: '`rate_limit` where `LLM_OTEL_CAPTURE_PER_MINUTE` left out the content.',
  },
  contentDropped: {
    on: ['every span'],
    type: 'int',
    text: 'Characters of content that were too many to be recorded.',
  },
  agentName: {
    on: ['agent', 'remote_agent', 'agent_creation', 'plan', 'tool'],
    type: 'string',
    text: 'The agent; on a tool, the nearest agent around it.',
  },
  agentDescription: {
    on: ['agent', 'remote_agent', 'agent_creation'],
    type: 'string',
    text: 'What the agent does, if given.',
  },
  agentId: {
    on: ['agent_creation', 'remote_agent'],
    type: 'string',
    text: "The provider's id of the agent.",
  },
  agentVersion: {
    on: ['agent_creation', 'remote_agent'],
    type: 'string',
    text: 'The version of the agent.',
  },
  exceptionType: { on: ['events'], type: 'string', text: 'The class of the error.' },
  exceptionMessage: {
    on: ['events'],
    type: 'string',
    text: 'Its message, redacted and cut at 1024 characters; where no content is recorded, without quotations.',
  },
  exceptionStacktrace: {
    on: ['events'],
    type: 'string',
    text: 'Its stack, redacted likewise and cut at 8192 characters.',
  },
  evaluationName: { on: ['events'], type: 'string', text: 'What was judged, from `evaluation`.' },
  evaluationScoreValue: { on: ['events'], type: 'double', text: 'The score.' },
  evaluationScoreLabel: {
    on: ['events'],
    type: 'string',
    text: 'What the score means, in one of few words.',
  },
  evaluationExplanation: {
    on: ['events'],
    type: 'string',
    text: `${CONTENT}The reason for the score.`,
  },
} as const satisfies Readonly<Record<string, AttributeDescription>>;
