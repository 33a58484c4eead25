// How much of a fault is tried. Sizes that take minutes each are those of `npm run test:faults -- --mode full` and of
// `.ci/run --full`; an ordinary run tries the same on a smaller scale.

/** The size that was promised if everything is to be tried, else the ordinary one. */
export function faultSize(promised: number, ordinary: number): number {
  return process.env['MODE'] === 'full' ? promised : ordinary;
}
