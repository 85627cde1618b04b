import type { Question } from '@/features/forms/definition/field.schema'
import { binsOf } from './bins'
import { isAnswered, type AnswerMap } from './questions'
import { asksForName } from './respondent'
import { tidy } from './tidy'
import { addWords, type WordCounts } from './words'
import * as words from '../words/summary'

/** How often something was answered. */
export type Point = { label: string; count: number }

/** What an answer is drawn as. `none` is only counted. */
export type ChartKind = 'bars' | 'histogram' | 'rating' | 'nps' | 'words' | 'rows' | 'none'

/** What the answers to one question come to. `rows` has the bars of each row of a matrix, in place of `points`. */
export type Summary = {
  key: string
  label: string
  kind: Question['kind']
  chart: ChartKind
  answered: number
  points: Point[]
  rows: { label: string; points: Point[] }[]
  /** Figures beside the chart: a mean, a median, a score. */
  figures: { label: string; value: string }[]
}

/** Takes in one response after the other; `end` says what they came to. */
type Tally = { add: (answer: unknown) => void; end: () => Pick<Summary, 'chart'> & Partial<Summary> }

/** Sums up responses one by one, each looked at once. Free texts are left out where nobody may read single answers. */
export function startSummaries(questions: readonly Question[], { withTexts }: { withTexts: boolean }) {
  const tallies = questions.map((question) => ({
    question,
    answered: 0,
    tally: tallyOf(question, withTexts),
  }))
  return {
    add(answers: AnswerMap) {
      for (const entry of tallies) {
        const answer = answers[entry.question.key]
        if (!isAnswered(answer)) continue
        entry.answered += 1
        entry.tally.add(answer)
      }
    },
    end: (): Summary[] =>
      tallies.map(({ question: { key, label, kind }, answered, tally }) => ({
        key,
        label,
        kind,
        answered,
        points: [],
        rows: [],
        figures: [],
        ...tally.end(),
      })),
  }
}

function tallyOf(question: Question, withTexts: boolean): Tally {
  switch (question.kind) {
    case 'choice':
    case 'choices':
    case 'dropdown':
      return tallyOptions(question.options)
    case 'yes_no':
    case 'consent':
      return tallyBooleans()
    case 'rating':
      return tallySteps('rating', 1, question.steps)
    case 'scale':
      return tallySteps('nps', 0, 10)
    case 'number':
      return tallyNumbers()
    case 'date':
      return tallyParts((text) => text.slice(0, 7))
    case 'time':
      return tallyParts((text) => `${text.slice(0, 2)}:00`)
    case 'matrix':
      return tallyMatrix(question)
    case 'ranking':
      return tallyRanking(question.options)
    case 'short_text':
    case 'long_text':
      return withTexts && !asksForName(question) ? tallyWords() : nothing
    default:
      return nothing
  }
}

const nothing: Tally = { add: () => {}, end: () => ({ chart: 'none' }) }

type Option = { value: string; label: string }

/** Answers of one's own are counted together: no text of anybody stands in a chart. */
function tallyOptions(options: readonly Option[]): Tally {
  const counts = new Map(options.map(({ value }) => [value, 0]))
  let others = 0
  return {
    add: (answer) => {
      for (const value of Array.isArray(answer) ? answer : [answer]) {
        const known = counts.get(value)
        if (known === undefined) others += 1
        else counts.set(value, known + 1)
      }
    },
    end: () => ({
      chart: 'bars',
      points: [
        ...options.map(({ value, label }) => ({ label, count: counts.get(value) ?? 0 })),
        ...(others > 0 ? [{ label: words.other, count: others }] : []),
      ],
    }),
  }
}

function tallyBooleans(): Tally {
  const counts = { yes: 0, no: 0 }
  return {
    add: (answer) => (counts[answer === true ? 'yes' : 'no'] += 1),
    end: () => ({
      chart: 'bars',
      points: [
        { label: words.yes, count: counts.yes },
        { label: words.no, count: counts.no },
      ],
    }),
  }
}

function tallySteps(chart: 'rating' | 'nps', from: number, to: number): Tally {
  const counts = Array.from({ length: to - from + 1 }, () => 0)
  return {
    add: (answer) => {
      const place = Number(answer) - from
      if (counts[place] !== undefined) counts[place] += 1
    },
    end: () => ({
      chart,
      points: counts.map((count, place) => ({ label: String(from + place), count })),
      figures: chart === 'nps' ? npsFigures(counts) : meanFigure(counts, from),
    }),
  }
}

function meanFigure(counts: readonly number[], from: number) {
  const total = sum(counts)
  if (total === 0) return []
  return [
    { label: words.mean, value: tidy(sum(counts.map((count, place) => count * (from + place))) / total) },
  ]
}

/** The net promoter score: the share of 9 and 10 less the share of 0 to 6. https://en.wikipedia.org/wiki/Net_promoter_score */
function npsFigures(counts: readonly number[]) {
  const total = sum(counts)
  if (total === 0) return []
  const detractors = sum(counts.slice(0, 7))
  const passives = sum(counts.slice(7, 9))
  const promoters = sum(counts.slice(9))
  const share = (count: number) => `${Math.round((100 * count) / total)}%`
  const score = Math.round((100 * (promoters - detractors)) / total)
  return [
    { label: words.promoterScore, value: score > 0 ? `+${score}` : String(score) },
    { label: words.promoters, value: share(promoters) },
    { label: words.passives, value: share(passives) },
    { label: words.detractors, value: share(detractors) },
    ...meanFigure(counts, 0),
  ]
}

/** So many different numbers are told apart; after that, new ones are taken by their first three digits. */
const DISTINCT = 20_000

/** How often each number was given: memory for a million answers is bounded. Mean, least and greatest are exact in any case. */
function tallyNumbers(): Tally {
  const counts = new Map<number, number>()
  const facts = { count: 0, sum: 0, least: Infinity, greatest: -Infinity }
  return {
    add: (answer) => {
      if (typeof answer !== 'number') return
      facts.count += 1
      facts.sum += answer
      facts.least = Math.min(facts.least, answer)
      facts.greatest = Math.max(facts.greatest, answer)
      const isTold = counts.size < DISTINCT || counts.has(answer)
      const value = isTold ? answer : Number(answer.toPrecision(3))
      counts.set(value, (counts.get(value) ?? 0) + 1)
    },
    end: () => {
      if (facts.count === 0) return { chart: 'histogram' }
      const sorted = [...counts].toSorted(([one], [other]) => one - other)
      return {
        chart: 'histogram',
        points: binsOf(sorted, facts),
        figures: [
          { label: words.mean, value: tidy(facts.sum / facts.count) },
          { label: words.median, value: tidy(medianOf(sorted, facts.count)) },
          { label: words.least, value: tidy(facts.least) },
          { label: words.greatest, value: tidy(facts.greatest) },
        ],
      }
    },
  }
}

function medianOf(sorted: readonly (readonly [number, number])[], count: number): number {
  let left = Math.floor(count / 2)
  return sorted.find(([, times]) => (left -= times) < 0)?.[0] ?? 0
}

/** Counts by a part of a text that sorts by itself, such as the month of a date; the last hundred. */
function tallyParts(partOf: (text: string) => string): Tally {
  const counts = new Map<string, number>()
  return {
    add: (answer) => {
      if (typeof answer !== 'string') return
      const part = partOf(answer)
      counts.set(part, (counts.get(part) ?? 0) + 1)
    },
    end: () => ({
      chart: 'histogram',
      points: [...counts]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .slice(-100)
        .map(([label, count]) => ({ label, count })),
    }),
  }
}

function tallyMatrix({ rows, columns }: { rows: readonly Option[]; columns: readonly Option[] }): Tally {
  const tallies = rows.map((row) => ({ row, tally: tallyOptions(columns) }))
  return {
    add: (answer) => {
      if (typeof answer !== 'object' || answer === null) return
      for (const { row, tally } of tallies) {
        const value: unknown = Reflect.get(answer, row.value)
        if (isAnswered(value)) tally.add(value)
      }
    },
    end: () => ({
      chart: 'rows',
      rows: tallies.map(({ row, tally }) => ({ label: row.label, points: tally.end().points ?? [] })),
    }),
  }
}

/** By how often something came first; the mean place stands beside it. */
function tallyRanking(options: readonly Option[]): Tally {
  const places = new Map(options.map(({ value }) => [value, { first: 0, sum: 0, count: 0 }]))
  return {
    add: (answer) => {
      if (!Array.isArray(answer)) return
      for (const [index, value] of answer.entries()) {
        const place = places.get(value)
        if (!place) continue
        place.first += index === 0 ? 1 : 0
        place.sum += index + 1
        place.count += 1
      }
    },
    end: () => ({
      chart: 'bars',
      points: options.map(({ value, label }) => ({
        label: words.first(label),
        count: places.get(value)?.first ?? 0,
      })),
      figures: options.flatMap(({ value, label }) => {
        const place = places.get(value)
        return place && place.count > 0
          ? [{ label: words.meanPlace(label), value: tidy(place.sum / place.count) }]
          : []
      }),
    }),
  }
}

const SHOWN_WORDS = 30

function tallyWords(): Tally {
  const words: WordCounts = new Map()
  return {
    add: (answer) => void (typeof answer === 'string' && addWords(words, answer)),
    end: () => ({
      chart: 'words',
      points: [...words]
        .filter(([, count]) => count > 1)
        .toSorted(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
        .slice(0, SHOWN_WORDS)
        .map(([label, count]) => ({ label, count })),
    }),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
