/** In characters; of tags, how many. Known to the editor without the schemas. */
export const noteLimits = { title: 120, body: 100_000, tags: 20, tag: 40 } as const
