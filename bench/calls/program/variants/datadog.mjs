// dd-trace: its own pipeline, which sends to an agent on the loopback interface. The agent counts.

export function instrument({ require }) {
  require('dd-trace').init();
}
