import type { TypedSchema } from 'vee-validate'
import type { z } from 'zod'

/**
 * A Zod 4 schema for vee-validate 4, whose own adapter knows Zod 3 alone (docs/decisions/005-vee-validate.md). An
 * issue below a field (`tags.0`) is said at the field. A function loads the schema when something is checked for the first
 * time; what a form begins with, which vee-validate looks at as soon as it is there, counts as right. Where the schema cannot be
 * loaded, the server alone checks.
 */
export function toTypedSchema<S extends z.ZodType>(
  schema: S | (() => Promise<S>),
): TypedSchema<z.input<S>, z.output<S>> {
  let isOpening = typeof schema === 'function'
  return {
    __type: 'VVTypedSchema',
    parse: async (values) => {
      const isFirst = isOpening
      isOpening = false
      if (isFirst) return { errors: [] }
      const loaded = typeof schema === 'function' ? await schema().catch(() => null) : schema
      if (!loaded) return { errors: [] }
      const parsed = loaded.safeParse(values)
      if (parsed.success) return { value: parsed.data, errors: [] }
      return {
        errors: parsed.error.issues.map(({ path, message }) => ({
          path: String(path[0] ?? ''),
          errors: [message],
        })),
      }
    },
  }
}
