import type { Point, Summary } from './definition/summary'

/** What the page of results shows: the same for members and for whoever has the link. */
export type ResultsShown = {
  counted: number
  isWhole: boolean
  questions: Summary[]
  overTime: Point[]
  visits: { views: number; starts: number; completions: number; pages: Point[] }
  madeAt: string
}
