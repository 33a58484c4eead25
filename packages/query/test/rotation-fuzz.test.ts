// Whatever happens to a log between two looks: who follows it and who reads it find every record once.
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { Follower } from '../src/reader/follower.ts';
import { Store } from '../src/store/store.ts';
import { call, directory, toLines } from './records.ts';

const ROUNDS = 20;
const STEPS = 16;
const MOST_ROTATIONS = 2 * STEPS;

/** Numbers that look random and are the same in every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A log that is written and rotated, and what has been seen of it. */
class FuzzedLog {
  readonly #directory = directory();
  readonly #next: (below: number) => number;
  readonly #done: string[] = [];
  readonly #seen: number[] = [];
  #written = 0;
  #day = 5;
  #follower: Follower | undefined;
  #store: Store | undefined;

  constructor(seed: number) {
    this.#next = random(seed);
  }

  /** What was done and written, and what was found of it. */
  async run() {
    this.#write(this.#file);
    await using store = await Store.open({ directory: this.#directory });
    this.#store = store;
    this.#seen.push(...(await this.#stored()));
    await using follower = new Follower(this.#directory, await store.states());
    this.#follower = follower;
    for (let step = 0; step < STEPS; step += 1) await this.#step();
    await this.#look();
    await this.#look();
    return {
      done: this.#done,
      written: Array.from({ length: this.#written }, (_, at) => at),
      followed: this.#seen.toSorted((a, b) => a - b),
      stored: await this.#stored(),
    };
  }

  async #step(): Promise<void> {
    const steps = [
      this.#write,
      this.#write,
      this.#rename,
      this.#cut,
      this.#compress,
      this.#midnight,
    ];
    const step = steps[this.#next(2 * steps.length)] ?? this.#look;
    this.#done.push(step.name);
    if (step === this.#look || existsSync(this.#file)) await step.call(this, this.#file);
    else this.#write(this.#file);
  }

  get #file(): string {
    return path.join(this.#directory, `llm_logs_2026-10-0${this.#day}.jsonl`);
  }

  #write(file: string): void {
    const records = Array.from({ length: 1 + this.#next(4) }, () => {
      const padding = 'x'.repeat(this.#next(4) === 0 ? 6000 : this.#next(300));
      return call({ name: this.#written++, padding });
    });
    appendFileSync(file, toLines(records));
  }

  #rename(file: string): void {
    this.#shift(file);
    renameSync(file, `${file}.1`);
    if (this.#next(2) === 0) this.#write(`${file}.1`);
    if (this.#next(2) === 0) writeFileSync(file, '');
  }

  async #cut(file: string): Promise<void> {
    this.#shift(file);
    copyFileSync(file, `${file}.1`);
    if (this.#next(2) === 0) await this.#look();
    truncateSync(file);
    if (this.#next(2) === 0) this.#write(file);
  }

  async #compress(file: string): Promise<void> {
    for (const old of [1, 2, 3].map((number) => `${file}.${number}`)) {
      if (!existsSync(old) || this.#next(2) === 0) continue;
      const isGzip = this.#next(2) === 0;
      const bytes = (isGzip ? gzipSync : zstdCompressSync)(readFileSync(old));
      const compressed = `${old}${isGzip ? '.gz' : '.zst'}`;
      writeFileSync(compressed, bytes.subarray(0, this.#next(bytes.length)));
      if (this.#next(2) === 0) await this.#look();
      writeFileSync(compressed, bytes);
      if (this.#next(2) === 0) await this.#look();
      rmSync(old);
    }
  }

  #midnight(): void {
    this.#day = Math.min(9, this.#day + 1);
  }

  #shift(file: string): void {
    for (let number = MOST_ROTATIONS; number > 0; number -= 1) {
      for (const ending of ['', '.gz', '.zst']) {
        const old = `${file}.${number}${ending}`;
        if (existsSync(old)) renameSync(old, `${file}.${number + 1}${ending}`);
      }
    }
  }

  async #look(): Promise<void> {
    for await (const records of this.#follower!.read()) {
      this.#seen.push(...records.map(({ name }) => Number(name)));
    }
    await this.#store!.refresh();
  }

  async #stored(): Promise<number[]> {
    const records = await this.#store!.allRecords({});
    return records.map(({ name }) => Number(name)).toSorted((a, b) => a - b);
  }
}

it.each(Array.from({ length: ROUNDS }, (_, round) => round))(
  'finds all in round %i',
  async (round) => {
    const { done, written, followed, stored } = await new FuzzedLog(round + 1).run();
    expect({ done, followed, stored }).toEqual({ done, followed: written, stored: written });
  },
);
