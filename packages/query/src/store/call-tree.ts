// Which records of a trace tell the same: a call told by two instrumentations, or by a run and the
// call in it, counts once, and the sum of an agent is not added to what it sums up.

/** What is to be known of an operation. */
export interface Operation {
  readonly trace: string;
  readonly span: string;
  readonly parent: string | null;
  readonly logType: string;
  readonly operation: string | null;
  readonly response: string | null;
  /** Whether another instrumentation than llm-otel told it, which tells a call once. */
  readonly isForeign: boolean;
  readonly hasTokens: boolean;
  readonly hasCost: boolean;
}

/** What an operation repeats. */
export interface Repetition {
  /** A call that another record counts. */
  isToldTwice: boolean;
  /** Its tokens and costs are those of calls below it. */
  holdsCalls: boolean;
  /** Its tokens and costs are those of steps or tools below it. */
  holdsSteps: boolean;
}

const CALLS = ['generation_completed', 'request_failed'];
/** What calls a model on its own account. */
const ACTORS = ['tool_completed', 'retrieval_completed'];
const AGENT = /agent|workflow/i;

interface Node extends Operation, Repetition {
  up: Node | undefined;
  /** Calls of the same kind below, with none between. */
  readonly inner: Node[];
  /** The call that counts for this one and all below; undefined if several do. */
  teller: Node | undefined;
}

/** Whether a record is a call of a model. */
function isCall({ logType }: Pick<Operation, 'logType'>): boolean {
  return CALLS.includes(logType);
}

/** The repetitions among `operations`, which are whole traces; an operation without any is absent. */
export function repetitions<Item extends Operation>(
  operations: readonly Item[],
): Map<Item, Repetition> {
  const nodes = operations.map(toNode);
  link(nodes);
  for (const node of nodes) if (isCall(node)) enclosingCall(node)?.inner.push(node);
  for (const node of innermostFirst(nodes)) tellOnce(node);
  for (const node of nodes) markHolders(node);
  return new Map(
    nodes.flatMap((node, at) => {
      const { isToldTwice, holdsCalls, holdsSteps } = node;
      if (!isToldTwice && !holdsCalls && !holdsSteps) return [];
      return [[operations[at]!, { isToldTwice, holdsCalls, holdsSteps }] as const];
    }),
  );
}

function toNode(operation: Operation): Node {
  const none = { isToldTwice: false, holdsCalls: false, holdsSteps: false };
  const node: Node = { ...operation, ...none, up: undefined, inner: [], teller: undefined };
  node.teller = node;
  return node;
}

function link(nodes: readonly Node[]): void {
  const byId = new Map<string, Node>();
  for (const node of nodes) byId.set(`${node.trace} ${node.span}`, node);
  for (const node of nodes) {
    if (node.parent === null) continue;
    const up = byId.get(`${node.trace} ${node.parent}`);
    if (up !== node) node.up = up;
  }
  cutCycles(nodes);
}

/** Parents come from files of strangers. */
function cutCycles(nodes: readonly Node[]): void {
  const seen = new Map<Node, Node>();
  for (const start of nodes) {
    let below: Node | undefined;
    for (let node: Node | undefined = start; node !== undefined; node = node.up) {
      const walk = seen.get(node);
      if (walk === start && below !== undefined) below.up = undefined;
      if (walk !== undefined) break;
      seen.set(node, start);
      below = node;
    }
  }
}

/**
 * The call of the same kind that encloses a call. Chains may stand between; an agent, a tool or a
 * retrieval acts on its own account.
 */
function enclosingCall(call: Node): Node | undefined {
  let steps = 0;
  for (let node = call.up; node !== undefined; node = node.up) {
    if (isCall(node)) return isSameCall(node, call) ? node : undefined;
    const isActor = ACTORS.includes(node.logType) || AGENT.test(node.operation ?? '');
    if (isActor || (steps += 1) > MOST_STEPS) return undefined;
  }
  return undefined;
}

/** More chains between a run and its call are none of a framework. */
const MOST_STEPS = 32;

/** Two calls of llm-otel are two, unless they are of one response. */
function isSameCall(outer: Node, inner: Node): boolean {
  if (kindOf(outer) !== kindOf(inner)) return false;
  if (outer.isForeign || inner.isForeign) return true;
  return outer.response !== null && outer.response === inner.response;
}

function kindOf({ operation }: Operation): string {
  return operation === 'embeddings' ? 'embeddings' : 'inference';
}

function innermostFirst(nodes: readonly Node[]): Node[] {
  const order: Node[] = [];
  const isInner = new Set(nodes.flatMap(({ inner }) => inner));
  const stack = nodes.filter((node) => node.inner.length > 0 && !isInner.has(node));
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    order.push(node);
    stack.push(...node.inner.filter(({ inner }) => inner.length > 0));
  }
  return order.toReversed();
}

/** One call in a run: the one that tells more counts. Several: they are the calls. */
function tellOnce(run: Node): void {
  const [first] = run.inner;
  const only = run.inner.length === 1 && first !== undefined ? first.teller : undefined;
  if (only !== undefined && worth(run) > worth(only)) only.isToldTwice = true;
  else {
    run.isToldTwice = true;
    run.teller = only;
  }
}

function worth({ hasTokens, hasCost }: Operation): number {
  return (hasTokens ? 2 : 0) + (hasCost ? 1 : 0);
}

/** Everything above tokens that is no call sums them up. */
function markHolders(node: Node): void {
  if (node.isToldTwice || !(node.hasTokens || node.hasCost)) return;
  const mark = isCall(node) ? 'holdsCalls' : 'holdsSteps';
  for (let above = node.up; above !== undefined && !above[mark]; above = above.up) {
    if (!isCall(above)) above[mark] = true;
    else if (!above.isToldTwice) return;
  }
}
