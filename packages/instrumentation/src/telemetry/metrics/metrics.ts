// The metrics of an operation that ended, in both versions of the conventions.

import { costsOf, countHappened, countReasons, countTokens } from './counters.ts';
import type { MeasuredSet } from './measured.ts';
import { recordMessage } from './mcp.ts';
import { currentMeasurements, record, type Measurements } from './measurements.ts';
import { toDollars } from '../../cost/amount.ts';
import { parentOperation } from '../context/parent.ts';
import type { Evaluation } from '../events/evaluations.ts';
import type { FinishedOperation } from '../operation.ts';
import { emits141, emitsLatest, knowsOperation } from '../conventions/profile.ts';
import { ATTRIBUTE } from '../conventions/vocabulary.ts';
import type { Kind } from '../../model/kinds.ts';
import type { Usage } from '../../model/response.ts';

/** Calls to services other than inference and embeddings. */
const OTHER_CALLS: ReadonlySet<Kind> = new Set<Kind>([
  'rerank',
  'retrieval',
  'request',
  'memory',
  'remote_agent',
  'agent_creation',
]);

type Finished = FinishedOperation<Kind>;

/** Records a finished operation with the current MeterProvider. */
export function recordMetrics(operation: Finished): void {
  const to = currentMeasurements();
  const { kind } = operation;
  if (kind === 'retrieval') recordRetrieval(operation, to);
  if (kind === 'guardrail') recordGuardrail(operation, to);
  if (kind === 'mcp') recordMessage(operation);
  if (kind === 'inference') recordInference(operation, to);
  else if (kind === 'embeddings') recordEmbeddings(operation, to);
  else if (OTHER_CALLS.has(kind)) recordOther(operation, to);
  // v1.41 has no metrics for work in this process.
  else if (!emitsLatest()) return;
  else if (kind === 'tool') recordTool(operation, to);
  else if (kind === 'agent') recordAgent(operation, to);
  else if (kind === 'workflow') recordWorkflow(operation, to);
}

/** Without `error.type`: what failed may have a price, too. */
function recordCost({ cost, context }: Finished, set: MeasuredSet): void {
  if (cost === undefined) return;
  costsOf(set).count(cost);
  if (cost.nanos !== undefined) record(set, 'operationCost', toDollars(cost.nanos), context);
}

function recordInference(operation: Finished, to: Measurements): void {
  const { errorType, durationSeconds, context, response } = operation;
  const set = to.callSets.refined(operation);
  const outcome = to.calls.withError(set, errorType);
  if (emitsLatest()) record(outcome, 'inferenceDuration', durationSeconds, context);
  if (emits141()) record(outcome, 'operationDuration', durationSeconds, context);
  // A failed call without usage counts as 0 tokens; a successful one is not estimated.
  const usage = response.usage ?? (errorType === undefined ? undefined : {});
  const plain = to.callSets.plain(operation);
  recordResponse(operation, usage, { set, outcome, plain });
  if (operation.attributes?.[ATTRIBUTE.attempt] !== undefined) countHappened(set, 'attempts');
  if (operation.timeToFirstChunk !== undefined) {
    recordChunks(operation, operation.timeToFirstChunk, plain);
  }
}

/** A response whose end was fetched: the call that began it has its duration. */
export function recordFetched(operation: FinishedOperation): void {
  const { callSets, calls } = currentMeasurements();
  if (operation.kind === 'embeddings') {
    const own = callSets.plain(operation);
    recordEmbedded(operation, own, calls.withError(own, operation.errorType));
    return;
  }
  const set = callSets.refined(operation);
  const outcome = calls.withError(set, operation.errorType);
  recordResponse(operation, operation.response.usage, {
    set,
    outcome,
    plain: callSets.plain(operation),
  });
}

/** What a model took for a response, and why that ended. */
function recordResponse(
  operation: Finished,
  usage: Usage | undefined,
  { set, outcome, plain }: Readonly<Record<'set' | 'outcome' | 'plain', MeasuredSet>>,
): void {
  const { response, context } = operation;
  if (usage !== undefined && emitsLatest()) {
    record(outcome, 'operationInputTokens', usage.inputTokens ?? 0, context);
    record(outcome, 'operationOutputTokens', usage.outputTokens ?? 0, context);
    countTokens(set, usage);
  }
  if (emits141()) recordTokenUsage(operation, set);
  recordCost(operation, plain);
  if (response.finishReasons !== undefined) countReasons(plain, response.finishReasons);
}

function recordChunks(
  { chunkIntervals, context }: Finished,
  timeToFirstChunk: number,
  set: MeasuredSet,
): void {
  if (emitsLatest()) {
    record(set, 'timeToFirstChunk', timeToFirstChunk, context);
    for (const time of chunkIntervals) record(set, 'timePerOutputChunk', time, context);
  }
  if (emits141()) {
    record(set, 'operationTimeToFirstChunk', timeToFirstChunk, context);
    for (const time of chunkIntervals) record(set, 'operationTimePerOutputChunk', time, context);
  }
}

function recordEmbeddings(operation: Finished, to: Measurements): void {
  const { errorType, durationSeconds, context } = operation;
  const set = to.callSets.plain(operation);
  const outcome = to.calls.withError(set, errorType);
  if (emitsLatest()) record(outcome, 'embeddingsDuration', durationSeconds, context);
  if (emits141()) record(outcome, 'operationDuration', durationSeconds, context);
  recordEmbedded(operation, set, outcome);
}

/** What a model took for vectors. */
function recordEmbedded(operation: Finished, set: MeasuredSet, outcome: MeasuredSet): void {
  const { context, response } = operation;
  const tokens = response.usage?.inputTokens;
  if (emitsLatest() && tokens !== undefined) {
    record(outcome, 'embeddingsInputTokens', tokens, context);
  }
  recordCost(operation, set);
  if (emits141()) recordTokenUsage(operation, set);
}

/** In v1.41 a histogram of calls with known tokens, failed or not. */
function recordTokenUsage({ response: { usage }, context }: Finished, set: MeasuredSet): void {
  if (usage?.inputTokens !== undefined) {
    record(set, 'inputTokenUsage', usage.inputTokens, context);
  }
  if (usage?.outputTokens !== undefined) {
    record(set, 'outputTokenUsage', usage.outputTokens, context);
  }
}

function recordOther(operation: Finished, to: Measurements): void {
  const { start, errorType, durationSeconds, context } = operation;
  if (operation.cost !== undefined) recordCost(operation, to.callSets.plain(operation));
  if (start.operation === undefined || !knowsOperation(start.operation)) return;
  // v1.41 has no duration for operations without a provider.
  if (start.provider === undefined && !emitsLatest()) return;
  const set = to.calls.withError(to.callSets.plain(operation), errorType);
  record(set, 'operationDuration', durationSeconds, context);
}

function recordTool(operation: Finished, { tools }: Measurements): void {
  const { start, errorType, durationSeconds, context } = operation;
  // The conventions require a tool name.
  if (start.name === undefined) return;
  const set = tools.find({
    [ATTRIBUTE.toolName]: start.name,
    [ATTRIBUTE.toolType]: start.request.toolType,
    [ATTRIBUTE.agentName]: start.request.agentName,
  });
  record(tools.withError(set, errorType), 'toolDuration', durationSeconds, context);
  if ((start.request.attempt ?? 1) > 1) countHappened(set, 'attempts');
}

/** What a search found. One that failed has found nothing, and is no miss either. */
function recordRetrieval(
  { start, response, context }: Finished,
  { retrievals }: Measurements,
): void {
  const { hitCount, bestScore } = response;
  const source = { [ATTRIBUTE.dataSourceId]: start.name };
  if (hitCount !== undefined) {
    const result = hitCount > 0 ? 'hit' : 'empty';
    countHappened(
      retrievals.find({ ...source, [ATTRIBUTE.retrievalResult]: result }),
      'retrievals',
    );
  }
  if (bestScore !== undefined) {
    record(retrievals.find(source), 'retrievalScore', bestScore, context);
  }
}

function recordGuardrail({ start, response }: Finished, { guardrails }: Measurements): void {
  const { guardrailDecision: decision } = response;
  if (decision === undefined) return;
  const set = guardrails.find({
    [ATTRIBUTE.guardrailName]: start.name,
    [ATTRIBUTE.guardrailDecision]: decision,
    [ATTRIBUTE.requestModel]: start.request.model,
  });
  countHappened(set, 'guardrail');
}

/** Counts feedback and evaluations; nothing personal is a label. */
export function recordEvaluation({ name, label, score, context }: Evaluation): void {
  const { evaluations } = currentMeasurements();
  const model = parentOperation(context)?.request.model;
  const set = evaluations.find({
    [ATTRIBUTE.evaluationName]: name,
    [ATTRIBUTE.evaluationScoreLabel]: label,
    [ATTRIBUTE.requestModel]: model,
  });
  countHappened(set, 'feedback');
  if (score !== undefined) record(set, 'evaluationScore', score, context);
}

function recordAgent(operation: Finished, { agents }: Measurements): void {
  const { start, errorType, durationSeconds, context, tally } = operation;
  const name = { [ATTRIBUTE.agentName]: start.name };
  const set = agents.find({ ...name, [ATTRIBUTE.requestModel]: start.request.model });
  record(agents.withError(set, errorType), 'agentDuration', durationSeconds, context);
  if (tally === undefined) return;
  const own = agents.find(name);
  record(own, 'agentInferenceCalls', tally.inferenceCalls, context);
  record(own, 'agentToolCalls', tally.toolCalls, context);
}

function recordWorkflow(operation: Finished, { workflows }: Measurements): void {
  const { start, errorType, durationSeconds, context } = operation;
  const set = workflows.find({ [ATTRIBUTE.workflowName]: start.name });
  record(workflows.withError(set, errorType), 'workflowDuration', durationSeconds, context);
}
