// memory: an operation on an agent's memory.

import { captured } from '../telemetry/content/captured.ts';
import type { MemoryOperation } from '../model/kinds.ts';
import { customAttributesOnly, type CustomAttributes } from './custom-attributes.ts';
import { documentsOf } from './documents.ts';
import type { Handle } from './handle.ts';
import { defineHelper } from './helper.ts';

/** The data of the operation before it runs. */
export interface MemoryOptions extends CustomAttributes {
  storeId?: string;
  /** The id of a single record. */
  recordId?: string;
  /** The search text. Content: recorded only on request. */
  query?: string;
  /** The records to store, each with its `content`. Also content. */
  records?: readonly unknown[];
  /** Who hosts the memory (`gen_ai.provider.name`), if it is a service. */
  provider?: string;
  serverAddress?: string;
  serverPort?: number;
}

/** What cannot be read from the returned records. */
export interface MemoryFields extends CustomAttributes {
  recordCount?: number;
}

const helper = defineHelper<MemoryOptions, MemoryFields>(
  {
    merge(details, { recordCount, attributes }) {
      return {
        ...customAttributesOnly.merge(details, attributes ? { attributes } : {}),
        response: {
          ...details.response,
          ...(recordCount !== undefined && { memoryRecordCount: recordCount }),
        },
      };
    },
    fromResult(result) {
      const records = documentsOf(result);
      return records === undefined ? undefined : { recordCount: records.length };
    },
    contentOf: (result) => {
      const records = documentsOf(result);
      return records === undefined ? {} : { memoryRecords: records };
    },
  },
  (operation, options) => {
    const { storeId, recordId, query, records, attributes, ...target } = options;
    return {
      ...target,
      kind: 'memory',
      operation: operation as MemoryOperation,
      request: {
        memoryStoreId: storeId,
        memoryRecordId: recordId,
        memoryRecordCount: records?.length,
      },
      attributes,
      content: captured('reading a memory', () => ({
        memoryQueryText: query,
        memoryRecords: records,
      })),
    };
  },
);

/** Runs an operation on a memory under a span of its name. */
interface Memory {
  <T>(operation: MemoryOperation, work: (handle: Handle<MemoryFields>) => T): T;
  <T>(
    operation: MemoryOperation,
    options: MemoryOptions,
    work: (handle: Handle<MemoryFields>) => T,
  ): T;
  /** Starts the operation for code that ends it elsewhere, by `end` or `fail`. */
  start(operation: MemoryOperation, options?: MemoryOptions): Handle<MemoryFields>;
}

/**
 * Runs an operation on an agent's memory under a span `search_memory`, `create_memory` and so
 * on. The record count is read from the returned array, or from `records`, `memories`,
 * `results` or `data` of the returned object.
 *
 * @example
 * const known = await memory('search_memory', { storeId: user.id, query }, () => store.search(query));
 */
export const memory: Memory = helper as unknown as Memory;
