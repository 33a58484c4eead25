// The SDK alone. Tools that need nothing of the program, as a preload, are measured with this one too.

/** Nothing is done before the SDK is loaded. */
export const instrument = () => undefined;
