/** A file of an answer. `bytes` is its size; `id` is given once it is stored. */
export type FileRef = { id?: string; name: string; bytes: number; kind?: string }

/** A name that stands for a signature, or strokes of a pen: x and y in turn, on paper 1000 wide and 300 high. */
export type Signature = { way: 'typed'; name: string } | { way: 'drawn'; strokes: number[][] }

/** What is stored for one question, by its kind: docs/building.md lists them. */
export type Answer = string | number | boolean | string[] | Record<string, string> | FileRef[] | Signature

/** By the key of the question. A question without an answer has no entry. */
export type Answers = Record<string, Answer>

export const signatureLimits = { name: 120, width: 1000, height: 300, strokes: 200, numbers: 12_000 } as const
