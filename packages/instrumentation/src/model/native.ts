// Packages that trace themselves.

/** How an SDK traces itself: its clients hold a tracer. */
export interface NativeTracing {
  /** The property of a client that holds the tracer, set by the client's constructor. */
  readonly property: string;
  /** An accessor that only the class has whose constructor sets it. */
  readonly marker: string;
  /** The client of `resource`. */
  client(resource: unknown): object | undefined;
  /** Whether an option of a client asks for more of it than what a client does by default. */
  isAskedFor(client: object): boolean;
  /** The variable of the environment that asks for it in every client, unless it is empty or `false`. */
  readonly variable: string;
  /** What one of the SDK's helpers started for a call and left in the call's second argument. */
  startedBy(options: unknown): object | undefined;
}
