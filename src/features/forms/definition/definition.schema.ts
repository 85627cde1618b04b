import { z } from 'zod'
import * as faults from '../words/definition-faults'
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
        .array(Field, faults.fieldsNoList)
        .max(definitionLimits.fields, faults.manyFields(definitionLimits.fields)),
    },
    faults.noObject,
  )
  .superRefine(({ fields }, context) => {
    for (const { path, message } of findFaults(fields)) context.addIssue({ code: 'custom', path, message })
  })
  .refine(
    (definition) => new TextEncoder().encode(JSON.stringify(definition)).byteLength <= definitionLimits.bytes,
    faults.tooLarge(definitionLimits.bytes / 1024),
  )
export type Definition = z.infer<typeof Definition>
