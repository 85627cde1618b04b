import type { Field } from '../definition/field.schema'
import * as words from '../words/conditions'

export type PresetChoice = { value: string; label: string; preset: string | number | boolean }

/** What the default of a field is chosen from, where it is not typed; null for a field whose default is typed, or that has none. */
export function presetChoices(field: Field): PresetChoice[] | null {
  switch (field.kind) {
    case 'choice':
    case 'choices':
    case 'dropdown':
      return field.options.map(({ value, label }) => ({ value, label, preset: value }))
    case 'yes_no':
      return [
        { value: 'true', label: words.yes, preset: true },
        { value: 'false', label: words.no, preset: false },
      ]
    case 'rating':
      return figures(1, field.steps >= 3 ? field.steps : 10) // Fewer are on their way to be typed.
    case 'scale':
      return figures(0, 10)
    default:
      return null
  }
}

function figures(from: number, to: number): PresetChoice[] {
  return Array.from({ length: Math.min(10, to) - from + 1 }, (_, place) => from + place).map((figure) => ({
    value: String(figure),
    label: String(figure),
    preset: figure,
  }))
}

/** The values of those choices that a field begins with. */
export function chosenPresets(field: Field): string[] {
  if (!('default' in field) || field.default === undefined) return []
  return [field.default].flat().map(String)
}

/** A change of a field, with its default taken along: what cannot be chosen any more is no default. */
export function withPreset(field: Field, change: Record<string, unknown>): Record<string, unknown> {
  const chosen = chosenPresets(field)
  if (chosen.length === 0) return change
  const left = presetChoices(Object.assign({ ...field }, change))?.filter(({ value }) =>
    chosen.includes(value),
  )
  if (!left || left.length === chosen.length) return change
  return { ...change, default: presetOf(field, left) }
}

/** Choices as the default of a field; undefined for none. */
export function presetOf(field: Field, choices: readonly PresetChoice[]): unknown {
  if (field.kind !== 'choices') return choices[0]?.preset
  return choices.length > 0 ? choices.map(({ preset }) => preset) : undefined
}
