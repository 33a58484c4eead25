// The SDK alone. Variants that need nothing of the program, as a preload, are this one too.

export {};
