import { totalmem } from 'node:os'
import { dirname } from 'node:path'
import type { Actor } from '@/lib/actor'
import type { Figure } from '@/lib/figure'
import { shortSize } from '@/lib/size'
import { relativeTime } from '@/lib/time'
import { database } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { readFreeSpace } from '@/lib/server/free-space'
import { instance } from '@/lib/server/instance'
import { countAnswers } from '@/lib/server/metrics/requests'
import { fileSizes } from '@/lib/server/metrics/store-metrics'
import { describeError, log } from '@/lib/server/log'
import { writeNumber } from '@/lib/numbers'
import * as words from './words/figures'

/** Below this share of the disk it is time to make room. */
const LITTLE = 0.1

/**
 * What whoever runs the instance sees at a glance, of the features and of the library. What cannot be counted is logged and
 * left out. Throws `forbidden` for anybody else, and for an admin who acts as somebody else.
 */
export async function listFigures(actor: Actor, now = new Date()): Promise<Figure[]> {
  if (!actor.isInstanceAdmin || actor.session?.impersonator) throw new AppError('forbidden')
  const sources = await Promise.all(instance().features.map(async ({ figures }) => figures?.()))
  return [...sources.flatMap((source) => (source ? ask(source, now) : [])), ...ask(ownFigures, now)]
}

function ask(source: (now: Date) => Figure[], now: Date): Figure[] {
  try {
    return source(now)
  } catch (error) {
    log('error', 'figures for the admins could not be made', { error: describeError(error) })
    return []
  }
}

function ownFigures(now: Date): Figure[] {
  const startedAt = new Date(now.getTime() - process.uptime() * 1000)
  return [
    fileFigure(),
    diskFigure(),
    answerFigure(),
    memoryFigure(),
    {
      label: words.started,
      value: relativeTime(startedAt.toISOString(), now.toISOString()),
      about: words.version(instance().version),
    },
  ]
}

function fileFigure(): Figure {
  const { database: file, wal } = fileSizes()
  return { label: words.file, value: shortSize(file), about: words.andLog(shortSize(wal)) }
}

function diskFigure(): Figure {
  const { free, total } = readFreeSpace(dirname(database().$client.filename))
  return {
    label: words.freeOnDisk,
    value: shortSize(free),
    about: words.of(shortSize(total)),
    ...(free < LITTLE * total && { tone: 'warning' as const }),
  }
}

function answerFigure(): Figure {
  const { all, failed } = countAnswers()
  return {
    label: words.errors,
    value: writeNumber(failed),
    about: words.inAnswers(all),
    ...(failed > 0 && { tone: 'warning' as const }),
  }
}

function memoryFigure(): Figure {
  const { rss } = process.memoryUsage()
  return { label: words.memory, value: shortSize(rss), about: words.of(shortSize(totalmem())) }
}
