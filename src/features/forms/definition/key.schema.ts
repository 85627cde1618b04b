import { z } from 'zod'
import * as faults from '../words/field-faults'

/**
 * The stable name of a field: what its answer is stored, exported and sent under. `constructor` is refused, since every
 * JavaScript object already has one.
 */
export const Key = z
  .string(faults.keyNoText)
  .regex(/^[a-z][a-z0-9_]{0,39}$/, faults.key)
  .refine((key) => key !== 'constructor', faults.keyTaken)

/** What is stored when an option, a row or a column is chosen. */
export const OptionValue = z
  .string(faults.optionNoText)
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, faults.option)
  .refine((value) => value !== 'constructor', faults.optionTaken)
