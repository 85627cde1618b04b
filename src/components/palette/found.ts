import { z } from 'zod'

/** What the lists of features say of each thing that they found. */
export const Found = z.array(z.object({ id: z.string(), title: z.string() }))

/** Lists of the API that are asked for what is typed. */
export const Sources = z.array(z.object({ label: z.string(), list: z.string(), href: z.string() }))
