// `llm-otel/adapter`: the contract between this package and the adapters of other packages, so that a
// company can describe its own client.

import { arrangeStart } from './arrange.ts';

arrangeStart();

export { CONTRACT, defineAdapter } from './model/adapter.ts';
export type { Adapter, FileRule, PackageRule } from './model/adapter.ts';
export type {
  Content,
  Message,
  Modality,
  OutputMessage,
  Part,
  RetrievedDocument,
  ToolDefinition,
} from './model/content.ts';
export type { Kind, MemoryOperation, OperationName } from './model/kinds.ts';
export { defineMethod } from './model/method.ts';
export type { AnyMethod, Call, Dispatcher, Method, Passing } from './model/method.ts';
export type { NativeTracing } from './model/native.ts';
export type { Operation, OperationOf, Outcome, RequestOf } from './model/operation.ts';
export type {
  ErrorClass,
  Failure,
  FetchedResponse,
  Response,
  Safety,
  TokensByModality,
  Usage,
} from './model/response.ts';
export type { Server } from './model/server.ts';
export { ownValue, type Size } from './model/size.ts';
export { defineProtocol } from './model/session.ts';
export type {
  Asked,
  Connection,
  Heard,
  SessionProtocol,
  SessionTarget,
  SocketRole,
} from './model/session.ts';
export type { ToolFunction, WatchTool } from './model/tool-function.ts';
export type { StreamedResponse } from './model/streamed-response.ts';
export type {
  ClassTarget,
  FunctionTarget,
  Helper,
  InstanceTarget,
  OtherMethods,
  Reach,
  StreamMakerTarget,
  SubscribeTarget,
  Target,
  TracerTarget,
} from './model/target.ts';
export type {
  AnyFunction,
  EndOptions,
  FileTracing,
  Parent,
  RunningOperation,
  StartOptions,
  Tracing,
} from './model/tracing.ts';
export { addAdapter } from './modules/add-adapter.ts';
