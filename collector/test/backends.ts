// What the HTTP APIs of Jaeger and Prometheus answer, as far as the tests read it.

/** A span as Jaeger's API gives it. */
export interface JaegerSpan {
  readonly traceID: string;
  readonly spanID: string;
  readonly operationName: string;
  readonly references: readonly { readonly refType: string; readonly spanID: string }[];
  readonly tags: readonly { readonly key: string; readonly value: unknown }[];
}

/** All spans of the newest traces of a service. */
export async function jaegerSpans(jaeger: string, service: string): Promise<JaegerSpan[]> {
  const response = await fetch(`${jaeger}/api/traces?service=${service}`);
  if (!response.ok) return [];
  const { data } = (await response.json()) as { data: { spans: JaegerSpan[] }[] | null };
  return (data ?? []).flatMap((trace) => trace.spans);
}

/** The ids of all traces of a service. */
export async function jaegerTraceIds(jaeger: string, service: string): Promise<Set<string>> {
  const response = await fetch(`${jaeger}/api/traces?service=${service}&limit=5000`);
  if (!response.ok) return new Set();
  const { data } = (await response.json()) as { data: { traceID: string }[] | null };
  return new Set((data ?? []).map(({ traceID }) => traceID));
}

/** One series of an instant query. */
export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [time: number, value: string];
}

/** The result of a PromQL query at this moment. */
export async function query(prometheus: string, expression: string): Promise<Sample[]> {
  const url = `${prometheus}/api/v1/query?query=${encodeURIComponent(expression)}`;
  const { data } = (await (await fetch(url)).json()) as { data: { result: Sample[] } };
  return data.result;
}

/** A rule, and how its last evaluation went: `ok`, `err`, or `unknown` before the first. */
export interface Rule {
  readonly name: string;
  readonly health: string;
  readonly lastError?: string;
  /** Of an alert: `inactive`, `pending` or `firing`. */
  readonly state?: string;
}

/** All rules that Prometheus has read. */
export async function rulesOf(prometheus: string): Promise<Rule[]> {
  const answer = await fetch(`${prometheus}/api/v1/rules`);
  const { data } = (await answer.json()) as { data: { groups: { rules: Rule[] }[] } };
  return data.groups.flatMap(({ rules }) => rules);
}
