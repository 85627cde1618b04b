/** What is counted since the start, for the metrics. */
export const counters = { unhandledRejections: 0, uncaughtExceptions: 0 }
