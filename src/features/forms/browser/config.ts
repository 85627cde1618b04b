import type { Definition } from '../definition/definition.schema'

/** What the page hands to its script, as JSON in `data-form`. */
export type FormConfig = {
  id: string
  version: number
  definition: Definition
  language: string
  hasReview: boolean
  oncePerBrowser: boolean
  /** Nothing is kept on the device and nothing is counted. */
  isPreview?: boolean
}
