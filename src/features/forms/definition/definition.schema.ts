import { z } from 'zod'
import { Field } from './field.schema'
import { findFaults } from './faults'

export const definitionLimits = { fields: 200, bytes: 262_144 } as const

/**
 * What a form asks, in order; page breaks divide it into pages. Refused are two fields with one key, conditions on
 * anything but an earlier question, values that the question cannot have, limits that contradict each other.
 */
export const Definition = z
  .strictObject(
    {
      fields: z
        .array(Field, 'The fields must be a list.')
        .max(definitionLimits.fields, `A form may have at most ${definitionLimits.fields} fields.`),
    },
    'The definition of a form is an object with "fields".',
  )
  .superRefine(({ fields }, context) => {
    for (const { path, message } of findFaults(fields)) context.addIssue({ code: 'custom', path, message })
  })
  .refine(
    (definition) => new TextEncoder().encode(JSON.stringify(definition)).byteLength <= definitionLimits.bytes,
    `This form is larger than ${definitionLimits.bytes / 1024} KB. Shorten its texts or take fields out.`,
  )
export type Definition = z.infer<typeof Definition>
