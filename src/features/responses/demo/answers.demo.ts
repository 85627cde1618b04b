import { documentOf, pictureOf } from './files.demo'
import { personOf } from './people.demo'
import type { Chance } from '@/lib/server/demo-chance'
import { goods, sentenceOf } from './sentences.demo'

/** What a visitor of the demo sends: the answers, and the files that come along by their question. */
export type DemoAnswers = { answers: Record<string, unknown>; files?: Record<string, File[]> }

export type Answering = (chance: Chance, at: Date) => DemoAnswers

export const answerOrder: Answering = (chance) => {
  const sliced = chance.is(0.35)
  const breads = ['rye', 'wheat', 'spelt'].filter(() => chance.is(0.5))
  const loaves = Math.max(breads.length, chance.is(0.05) ? chance.between(8, 20) : chance.between(1, 4))
  return {
    answers: {
      ...personOf(chance),
      breads: breads.length > 0 ? breads : ['rye'],
      loaves,
      when: chance.weighted({ early: 7, late: 4 }),
      sliced,
      ...(sliced && { thickness: chance.between(8, 14) }),
      ...(chance.is(0.6) && { last_time: starsOf(chance) }),
      ...(chance.is(0.25) && { wishes: chance.pick(wishes) }),
    },
  }
}

const wishes = [
  'Please put the rye aside, I come late.',
  'Baked dark, please.',
  'My neighbour fetches it. She has the red bicycle.',
  'Two bags, one is for my mother.',
  'No walnuts anywhere near it: allergy.',
  'If there is a seed roll left over, I take it too.',
]

export const answerFeedback: Answering = (chance) => {
  const stars = starsOf(chance)
  const isGlad = stars > 3
  return {
    answers: {
      stars,
      visit: chance.weighted({ bread: 9, breakfast: 4, coffee: 5, cake: 3, 'The smell in the street': 0.4 }),
      recommend: Math.max(0, Math.min(10, stars * 2 + chance.between(-2, 1))),
      ...(chance.is(isGlad ? 0.5 : 0.2) && {
        liked: sentenceOf(
          chance,
          chance.pick(['The {thing} {well}.', '{who} {kind}.', 'The {thing} {well}. {who} {kind}.']),
          goods,
        ),
      }),
      ...(stars < 4 &&
        chance.is(0.7) && { better: sentenceOf(chance, 'The {thing} {badly} on {day}.', goods) }),
    },
  }
}

/** Most are glad, and those who are not say so. */
function starsOf(chance: Chance): number {
  return Number(chance.weighted({ '1': 3, '2': 4, '3': 12, '4': 33, '5': 48 }))
}

export const answerContact: Answering = (chance, at) => {
  const topic = chance.weighted({ question: 5, wholesale: 2, wrong: 3, praise: 2 })
  const hasPicture = topic === 'wrong' && chance.is(0.25)
  const picture = `bread-${at.toISOString().slice(0, 10)}.png`
  const files = hasPicture ? [new File([pictureOf(chance)], picture)] : []
  return {
    answers: {
      ...personOf(chance),
      topic,
      message: sentenceOf(chance, chance.pick(messages[topic]), goods),
      ...(hasPicture && { picture: files.map(({ name, size }) => ({ name, bytes: size })) }),
      consent: true,
    },
    ...(hasPicture && { files: { picture: files } }),
  }
}

const messages = {
  question: [
    'Is the {thing} made with milk? My son must not have any.',
    'Are you open on {day} before the holiday?',
    'Could you bake for {event}, for about {people} people?',
    'Do you sell your starter? I would bring my own glass.',
  ],
  wholesale: [
    'We run a small café by the bridge and would take {people} loaves each {day}. What would that cost?',
    'For {event} we need bread for {people}. Do you deliver?',
  ],
  wrong: [
    'The {thing} {badly} on {day}. I do not want my money back, I only thought that you would want to know.',
    'I had ordered for {day}, and nobody knew of it. What went wrong?',
  ],
  praise: [
    'The {thing} {well}. Thank you for getting up that early.',
    '{who} {kind}. Please tell them that it made my day.',
  ],
} as const

export const answerWorkshop: Answering = (chance) => {
  const lunch = chance.is(0.8)
  const often = () => chance.weighted({ never: 5, once: 4, often: 2 })
  return {
    answers: {
      ...personOf(chance),
      ...(chance.is(0.7) && { phone: `+49 30 555 ${chance.between(1000, 9999)}` }),
      skills: { yeast: often(), sourdough: often(), starter: often() },
      wishes: chance.pick([
        ['starter', 'shaping', 'baking'],
        ['shaping', 'starter', 'baking'],
        ['baking', 'shaping', 'starter'],
      ]),
      lunch,
      ...(lunch && {
        diet: chance.weighted({ anything: 6, vegetarian: 4, vegan: 2, 'No nuts, please': 0.5 }),
      }),
    },
  }
}

export const answerApplication: Answering = (chance, at) => {
  const person = personOf(chance)
  const hasFile = chance.is(0.7)
  const lines = ['Curriculum vitae', person.email, '', 'Two years in a bakery, three at a market.']
  const files = hasFile ? [new File([documentOf(lines)], 'cv.pdf')] : []
  const isDrawn = chance.is(0.6)
  return {
    answers: {
      ...person,
      job: chance.weighted({ baker: 3, counter: 5, driver: 2 }),
      why: sentenceOf(chance, chance.pick(reasons), goods),
      start: new Date(at.getTime() + chance.between(14, 90) * 86_400_000).toISOString().slice(0, 10),
      ...(chance.is(0.3) && { site: `https://example.org/~${person.email.split('@')[0] ?? ''}` }),
      ...(hasFile && { documents: files.map(({ name, size }) => ({ name, bytes: size })) }),
      signature: isDrawn ? { way: 'drawn', strokes: drawnName(chance) } : { way: 'typed', name: person.name },
    },
    ...(hasFile && { files: { documents: files } }),
  }
}

const reasons = [
  'I have bought your {thing} for years, and would like to know how it is made.',
  'After ten years in an office I want to make something that one can eat. I get up early anyway.',
  'I learned it with my aunt, and your {thing} {well}. I would like to work with people who care for that.',
  'I live round the corner, I like people, and I can reckon.',
]

/** Two strokes: a wave that runs out, and a line under it. */
function drawnName(chance: Chance): number[][] {
  const [height, speed] = [chance.between(40, 90), chance.between(9, 16)]
  const wave = Array.from({ length: 60 }, (_, step) => [
    120 + step * 12,
    Math.round(150 - Math.sin((step * speed) / 10) * height * (1 - step / 80)),
  ])
  return [wave.flat(), [150, 245, 480, 236, 800, 228]]
}

export const answerParty: Answering = (chance) => {
  const { name } = personOf(chance)
  if (chance.is(0.2)) return { answers: { name, comes: false } }
  const days = ['friday', 'saturday', 'sunday'].filter(() => chance.is(0.55))
  return {
    answers: {
      name,
      comes: true,
      guests: Number(chance.weighted({ '1': 4, '2': 7, '3': 2, '4': 3, '6': 1 })),
      ...(days.length > 0 && { days }),
      from: chance.pick(['17:00', '18:00', '18:30', '19:00', '20:00']),
      ...(chance.is(0.6) && { brings: chance.pick(['A salad', 'Wine', 'A guitar', 'Cheese', 'My mother']) }),
    },
  }
}
