import type { Chance } from '@/lib/server/demo-chance'
import { dayOf, some, type Series } from './series.demo'

type Topic = { about: string; said: (chance: Chance) => string; todo: string }

const topics: readonly Topic[] = [
  {
    about: 'the queue on Saturdays',
    said: (c) =>
      `Between nine and half past ten ${c.between(14, 31)} people stand on the pavement. Two tills did not help, a second person who bags did. We keep that and move the coffee order to the window.`,
    todo: 'Mark the pavement so that the neighbours’ door stays free',
  },
  {
    about: 'yesterday’s bread',
    said: (c) =>
      `We give away about ${c.between(9, 22)} loaves a week. The food bank fetches on Monday, Wednesday and Friday; what is left on the other days becomes crumbs. Nobody wants a half-price shelf: it sells the fresh loaf for less.`,
    todo: 'Ask the food bank whether Saturday evening works',
  },
  {
    about: 'the price of butter',
    said: (c) =>
      `Up ${c.between(4, 12)} per cent since the spring. Croissants carry it, the buns do not. We raise the croissant by ten cents and leave the bun, which is what children buy.`,
    todo: 'New price cards before Monday, also on the website',
  },
  {
    about: 'who opens',
    said: () =>
      'Opening alone is fine until the delivery and the first customer come at the same time. From now on the second shift begins at a quarter to six, and leaves a quarter earlier.',
    todo: 'Change the plan and the alarm codes',
  },
  {
    about: 'allergen cards',
    said: () =>
      'An inspector could read all of ours, a customer with a child on the arm could not. Bigger type, the fourteen allergens in the same order on each card, and “may contain” only where it is true.',
    todo: 'Print them on the thick paper and laminate',
  },
  {
    about: 'the wholesale customers',
    said: (c) =>
      `The café at the station takes ${c.between(20, 45)} rolls more and wants them at six. That is possible only if the night batch is shaped the evening before. We try it for two weeks and look at the crust.`,
    todo: 'Tell the station: two weeks, then we decide',
  },
  {
    about: 'noise before six',
    said: () =>
      'The neighbour above the yard wrote a friendly letter. It is not the mixer, it is the trolleys on the cobbles. Rubber wheels cost less than a quarrel.',
    todo: 'Order eight wheels, 100 mm, and take the old ones off on Sunday',
  },
  {
    about: 'the new apprentice',
    said: () =>
      'First month is over. Shaping is good, weighing is hasty, and the questions are the right ones. Everybody explains the same step in the same words, which are the ones on the wall.',
    todo: 'Write the shaping words down, with pictures',
  },
  {
    about: 'holiday orders',
    said: (c) =>
      `Last year ${c.between(60, 120)} orders came by telephone and eleven were wrong. This year they go through the form, and the telephone says so. Whoever takes one by hand types it in at once.`,
    todo: 'Open the form two weeks earlier',
  },
  {
    about: 'the broken proofer',
    said: (c) =>
      `It holds ${c.between(24, 27)} degrees instead of 28 and nobody knows since when. The buns told us, the display did not. A second thermometer hangs inside now, and its number goes into the log.`,
    todo: 'Call the technician and ask for the price of a new sensor',
  },
  {
    about: 'sitting outside',
    said: () =>
      'Six tables are allowed, and we have chairs for five. In the morning the sun is on the other side, so the tables stand on the corner until eleven and in front of the window afterwards.',
    todo: 'Renew the permit at the town hall, room 12',
  },
  {
    about: 'cash or card',
    said: (c) =>
      `${c.between(58, 74)} per cent pay by card now. The fee is smaller than what counting costs us. Cash stays, with a smaller float, and the bank once a week instead of twice.`,
    todo: 'Change the collection to Thursday',
  },
  {
    about: 'a loaf for people who live alone',
    said: () =>
      'Half a loaf is what they ask for, and a cut loaf dries. The 500 gram tin loaf keeps better than half of the kilo. It needs its own place on the shelf, at the height of the eyes.',
    todo: 'Bake twelve a day for a month and count',
  },
  {
    about: 'the oven door',
    said: () =>
      'The seal is gone on the left. We lose steam in the first four minutes, which is when we need it. Until it is mended the rye goes into the right half only.',
    todo: 'Measure the seal; the part takes ten days',
  },
  {
    about: 'school visits',
    said: (c) =>
      `${c.between(18, 27)} children, two teachers, one hour. They shape a roll, and it has to come out of the oven before they leave. Not on Fridays, not in December.`,
    todo: 'Two dates in spring, offered to both schools',
  },
  {
    about: 'what we throw away',
    said: (c) =>
      `One week weighed: ${c.between(11, 19)} kg of dough, ${c.between(6, 14)} kg of bread, and more paper than both. The dough is a question of scaling, the paper one of how the bags are delivered.`,
    todo: 'Weigh again in four weeks',
  },
  {
    about: 'the sign',
    said: () => 'From the bridge one reads “akery”. The tree has grown. We do not cut the tree.',
    todo: 'Get an offer for a sign that hangs out into the street',
  },
  {
    about: 'being ill',
    said: () =>
      'Whoever is ill stays at home and writes before four, so that the early shift can still ask somebody. No explanation is needed, and nobody looks for their own replacement.',
    todo: 'Put the list of those who can jump in beside the telephone',
  },
]

const praise = [
  'The woman with the two greyhounds says that the rye is the best since her mother’s.',
  'Nobody was late this week.',
  'The till was right to the cent on five days out of six.',
  'The new window display was photographed by three people before eight.',
  'The flue was swept, and there was nothing to say about it.',
  'A letter from the kindergarten hangs on the board. It is mostly glitter.',
]

/** The meeting of every week. */
export const meetings: Series = {
  share: 0.2,
  make: ({ number, day, chance, age, before }) => {
    const [first, second, third] = some(chance, topics, 3)
    if (!first || !second || !third) throw new Error('A meeting needs three topics.')
    const isOver = age > 20
    const title = `Meeting ${number}: ${first.about} and ${second.about}`
    return {
      title,
      tags: ['meeting'],
      ...(isOver && chance.is(0.3) && { mark: 'archive' as const }),
      body: [
        `${dayOf(day)}, ${chance.between(35, 75)} minutes, after the shop closed. ${chance.pick(praise)}`,
        ...[first, second, third].map(
          ({ about, said }) => `## ${about.charAt(0).toUpperCase()}${about.slice(1)}\n\n${said(chance)}`,
        ),
        '## To do',
        [first, second, third]
          .map(({ todo }) => `- [${isOver || chance.is(0.4) ? 'x' : ' '}] ${todo}`)
          .join('\n'),
        before !== null && chance.is(0.6)
          ? `The time before: [[${before}]].`
          : 'Whoever was not there reads this and says within two days if something cannot work.',
      ].join('\n\n'),
    }
  },
}
