import { z } from 'zod'

/**
 * The stable name of a field: what its answer is stored, exported and sent under. `constructor` is refused, since every
 * JavaScript object already has one.
 */
export const Key = z
  .string('The key must be text.')
  .regex(
    /^[a-z][a-z0-9_]{0,39}$/,
    'A key begins with a small letter and goes on with small letters, digits and _; 40 characters at most.',
  )
  .refine((key) => key !== 'constructor', 'The key "constructor" is taken. Choose another one.')

/** What is stored when an option, a row or a column is chosen. */
export const OptionValue = z
  .string('The value of an option must be text.')
  .regex(
    /^[a-z0-9][a-z0-9_-]{0,39}$/,
    'The value of an option has small letters, digits, _ and -; 40 characters at most, not beginning with _ or -.',
  )
  .refine((value) => value !== 'constructor', 'The value "constructor" is taken. Choose another one.')
