// Whether the files of Mastra are met. Inside a bundle none is, and what is not exported is found another way.

let areMet = false;

/** A file is met: what is in all of them is, too. */
export function noteFiles(): void {
  areMet = true;
}

/** Whether one is. */
export function areFilesMet(): boolean {
  return areMet;
}
