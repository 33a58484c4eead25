// Objects in an S3 or S3-compatible bucket.

import { applicationRequires } from '../foundation/application-requires.ts';
import type { ContentObject } from './content-objects.ts';
import type { ObjectStore } from './object-store.ts';
import { S3Thread, type S3Request } from './s3-thread.ts';
import { refused, type BucketLocation } from './upload-location.ts';

const CLIENT = '@aws-sdk/client-s3';
/** The number of remembered shared objects. */
const MEMORY = 1000;
const MEDIA_TYPES = { json: 'application/json', jsonl: 'application/x-ndjson' };

/** Part of a bucket. Sends shared objects once. */
export class S3Store implements ObjectStore {
  readonly #location: BucketLocation;
  readonly #thread: S3Thread;
  readonly #onTheirWay = new Map<string, S3Request>();
  /** Names of stored shared objects, the oldest first. */
  readonly #remembered = new Set<string>();

  /** @throws Error with the way out when the S3 client is not installed. */
  constructor(location: BucketLocation, basePath: string) {
    const client = findClient();
    if (client === undefined) {
      throw refused(basePath, `needs ${CLIENT}, which is not installed`, `npm install ${CLIENT}`);
    }
    this.#location = location;
    this.#thread = new S3Thread(client, location.bucket);
  }

  uriOf(name: string): string {
    return `s3://${this.#location.bucket}/${this.#keyOf(name)}`;
  }

  async store(object: ContentObject): Promise<void> {
    if (this.#remembered.has(object.name)) return;
    const failure = await this.#send(object).answered;
    if (failure !== undefined) throw failure;
  }

  storeNow(objects: readonly ContentObject[], timeoutMs: number): readonly unknown[] {
    const requests = objects.map((object) => {
      if (this.#remembered.has(object.name)) return undefined;
      try {
        return timeoutMs > 0 ? this.#send(object) : this.#onTheirWay.get(object.name);
      } catch (error) {
        return error;
      }
    });
    const sent = requests.filter((request) => isRequest(request));
    this.#thread.waitFor(sent, timeoutMs);
    return objects.map(({ name }, index) => {
      if (this.#remembered.has(name)) return undefined;
      const request = requests[index] ?? new Error('the process exits');
      if (!isRequest(request)) return request;
      return request.isAnswered ? request.failure : new Error('the process exits');
    });
  }

  /** @throws what writing out the object throws. */
  #send(object: ContentObject): S3Request {
    const { name, format, isShared } = object;
    const underWay = this.#onTheirWay.get(name);
    if (underWay !== undefined) return underWay;
    const request = this.#thread.put(this.#keyOf(name), object.text(), MEDIA_TYPES[format]);
    this.#onTheirWay.set(name, request);
    void request.answered.then((failure) => {
      this.#onTheirWay.delete(name);
      if (isShared && failure === undefined) this.#remember(name);
    });
    return request;
  }

  #remember(name: string): void {
    this.#remembered.add(name);
    if (this.#remembered.size <= MEMORY) return;
    for (const oldest of this.#remembered) {
      this.#remembered.delete(oldest);
      break;
    }
  }

  #keyOf(name: string): string {
    const { prefix } = this.#location;
    return prefix === '' ? name : `${prefix}/${name}`;
  }
}

function isRequest(value: unknown): value is S3Request {
  return typeof value === 'object' && value !== null && 'answered' in value;
}

let found: string | null | undefined;

/** The file of the application's S3 client, else of the one next to us; looked for once. */
export function findClient(): string | undefined {
  if (found === undefined) found = find() ?? null;
  return found ?? undefined;
}

function find(): string | undefined {
  for (const from of applicationRequires()) {
    try {
      return from.resolve(CLIENT);
    } catch {
      // The next place.
    }
  }
  return undefined;
}
