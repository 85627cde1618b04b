import { dayOf, row, some, weekdayOf, type Series } from './series.demo'

const weather = [
  'Rain from five, so the street stayed empty until it stopped, and then everybody came at once.',
  'First warm morning. People stood outside with their coffee and nobody wanted to go to work.',
  'Fog so thick that the bus missed its own stop. Good for us: they waited inside.',
  'Frost on the inside of the yard window. The dough wanted an hour more and got it.',
  'Wind took the sign in from the pavement twice. It stays inside now when the flags on the bridge stand straight.',
  'Hot. We opened the back door at four and closed it when the wasps found it.',
  'A grey, quiet day, the kind on which people buy cake.',
  'Snow, and with it the children, who had no school and all the time in the world.',
]

const people = [
  'The man with the red bicycle paid for the woman behind him, and she for the boy behind her. It went on for six people.',
  'A lady asked for the bread “with the holes”. We talked about holes for quite a while.',
  'Somebody returned a tin that we had lent out two summers ago, washed, with three eggs in it.',
  'The choir rehearsed under the window. We turned the radio off.',
  'A guest from the hotel wanted to take a starter home on the plane. He got a spoonful, in writing.',
  'Two people proposed a trade: honey for rye, a jar for a loaf. We said yes on the spot.',
  'The postman had his first day off in a year and came anyway, for the rolls.',
  'One complaint, about a stone in a loaf. It was a piece of crust, but we gave her another and were glad that she told us.',
  'The class from the corner school drew our oven. In most of the drawings it has eyes.',
  'Somebody left an umbrella, a glove and a library book. The book is due on Friday.',
]

const work = [
  'The second batch was ten minutes late because the scales had gone to sleep and nobody had noticed.',
  'We ran out of paper bags of the middle size at nine and folded the large ones.',
  'The grinder sounds different since noon. It is written down under machines.',
  'The delivery came at twenty past six, without a call. It is the third time this month.',
  'Kwame shaped sixty baguettes without one that we would not show.',
  'The card reader lost its connection for twelve minutes. Everybody found coins.',
  'We baked the last tray of buns at eleven, since the first three were gone by half past nine.',
  'The new shelf holds. It is four centimetres too high for Misaki, and gets a step.',
  'The floor was washed with the wrong soap and was a skating rink until two.',
  'Nothing broke, nothing burned, nobody was ill. It deserves a line.',
]

const sold = ['House loaf', 'Rye', 'Rolls', 'Croissants', 'Buns', 'Filter coffee', 'Espresso']

/** What a day in the shop was like. */
export const diary: Series = {
  share: 0.24,
  make: ({ day, chance, number }) => {
    const [one, other] = some(chance, people, 2)
    const [first, second] = some(chance, work, 2)
    const lines = some(chance, sold, 4)
    return {
      title: `Diary ${number}: ${weekdayOf(day)}, ${dayOf(day)}`,
      tags: ['diary', 'shop'],
      body: [
        `${chance.pick(weather)} ${one}`,
        `${first} ${second}`,
        ...(chance.is(0.5) ? [other ?? ''] : []),
        [
          row('Sold', 'Made', 'Left'),
          row('---', '---:', '---:'),
          ...lines.map((name) => {
            const made = chance.between(24, 140)
            return row(name, made, chance.is(0.5) ? 0 : chance.between(1, 9))
          }),
        ].join('\n'),
        ...(chance.is(0.3) ? ['> Whatever was left went to the food bank at six.'] : []),
      ].join('\n\n'),
    }
  },
}
