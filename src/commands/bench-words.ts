import type { Answered, Measured } from '@/lib/server/bench/measure-all'
import type { Pace } from '@/lib/server/bench/pace'
import { shortSize } from '@/lib/size'

/** Half of the machine stays free for whatever else it does. */
const SHARE = 0.5

/** Somebody at work opens or asks for something this often, in seconds. */
const EVERY = 5

/** A disk that takes longer than this for one of a hundred writes makes people wait, in milliseconds. */
const SLOW_DISK = 100

/** What a run of `bench` has to say, line by line. */
export function describeMeasured(measured: Measured): string[] {
  const { disk, passwords, answered, memory, backup } = measured
  const row = (name: string, pace: Pace) =>
    `${name.padEnd(24)}${perSecond(pace).padStart(9)}${inMs(pace.p50).padStart(14)}${inMs(pace.p99).padStart(14)}`
  return [
    `${''.padEnd(24)}${'a second'.padStart(9)}${'half within'.padStart(14)}${'99 % within'.padStart(14)}`,
    row('4 KiB made durable', disk),
    row('passwords checked', passwords),
    ...answered.map((each) => row(each.what, each)),
    '',
    `A verified backup of ${shortSize(backup.bytes)} took ${(backup.milliseconds / 1000).toFixed(1)} s, that is ${shortSize((backup.bytes * 1000) / backup.milliseconds)} a second.`,
    ...(memory === null ? [] : [`The server held ${shortSize(memory)} of memory under this load.`]),
    '',
    'With half of it left free, this machine could serve',
    ...verdict(measured).map((line) => `  ${line}`),
    ...(disk.p99 > SLOW_DISK
      ? ['', 'The disk is slow to make writes durable: whoever saves will wait for it. An SSD would help.']
      : []),
  ]
}

/** What it could serve, in people and answers: by the slowest of its kind. */
function verdict({ passwords, answered }: Measured): string[] {
  const slowest = (fits: (each: Answered) => boolean) =>
    Math.min(...answered.filter(fits).map(({ rate }) => rate)) * SHARE
  const isOfMember = ({ isOfVisitor }: Answered) => !isOfVisitor
  const lines: [rate: number, say: (rate: number) => string][] = [
    [
      slowest((each) => isOfMember(each) && each.kind === 'page') * EVERY,
      (people) => `${about(people)} people at work at once, each opening a page every ${EVERY} seconds;`,
    ],
    [
      slowest((each) => isOfMember(each) && each.kind === 'write'),
      (rate) => `${about(rate)} changes a second;`,
    ],
    [
      slowest((each) => !isOfMember(each) && each.kind === 'write'),
      (rate) => `${about(rate)} answers of visitors a second;`,
    ],
    [passwords.rate * SHARE * 60, (rate) => `${about(rate)} sign-ins by password a minute.`],
  ]
  return lines.filter(([rate]) => Number.isFinite(rate)).map(([rate, say]) => say(rate))
}

/** Two digits are all that such a figure is good for. */
function about(count: number): string {
  return count.toLocaleString('en', { maximumSignificantDigits: 2 })
}

function perSecond({ rate }: Pace): string {
  return rate.toLocaleString('en', { maximumFractionDigits: rate < 10 ? 1 : 0 })
}

function inMs(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`
}
