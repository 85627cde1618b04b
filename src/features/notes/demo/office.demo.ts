import { dayOf, monthOf, row, type Series } from './series.demo'

const months: Series = {
  share: 0.36,
  make: ({ number, day, chance }) => {
    const takings = chance.between(31, 44) * 1000 + chance.between(0, 999)
    const share = (per: number) => Math.round((takings * per) / 100)
    const costs = [
      ['Flour, milk, fruit', share(27)],
      ['Coffee, green', share(6)],
      ['Wages', share(41)],
      ['Rent and power', share(13)],
      ['Everything else', share(chance.between(4, 9))],
    ] as const
    const left = takings - costs.reduce((sum, [, cost]) => sum + cost, 0)
    return {
      title: `Month’s end ${number}, ${monthOf(day)}`,
      tags: ['money', 'month'],
      body: [
        `Closed on ${dayOf(day)}. Greta has the papers, the figures are without tax.`,
        [
          row('', 'Amount', 'Share'),
          row('---', '---:', '---:'),
          row('**Takings**', takings.toLocaleString('en'), '100 %'),
          ...costs.map(([name, cost]) =>
            row(name, cost.toLocaleString('en'), `${Math.round((100 * cost) / takings)} %`),
          ),
          row('**Left**', left.toLocaleString('en'), `${Math.round((100 * left) / takings)} %`),
        ].join('\n'),
        chance.pick([
          'Power is the line to look at: the old oven takes more when it is hot outside.',
          'Wages are high because two people were ill and were paid, as they should be.',
          'The Saturday market brought a tenth of it, with one day in six.',
          'Nothing unusual. That is worth writing down as well.',
        ]),
      ].join('\n\n'),
    }
  },
}

const letters = [
  [
    'the landlord',
    'The lease runs for three years more and rises with the index, in July. We asked for the yard to be named in it, since we use it and nobody has written that down.',
  ],
  [
    'the insurance',
    'Glass, machines and two weeks of standstill are covered. The starter is not, and cannot be. A jar of it lives in Tomasz’s kitchen.',
  ],
  [
    'the bank',
    'They would lend for the oven at a fixed rate over five years. They want last year’s accounts and the first half of this one.',
  ],
  [
    'the town hall',
    'The permit for the tables is renewed until October. The pavement must keep 1.60 m; we have 1.85.',
  ],
  [
    'the power company',
    'A heat exchanger on the flue would be subsidised by a third, if it is ordered before it is built.',
  ],
  [
    'the tax office',
    'They asked how vouchers are booked. As owed, until somebody eats them. That was the whole letter.',
  ],
] as const

const post: Series = {
  share: 0.34,
  make: ({ number, day, chance }) => {
    const [who, text] = chance.pick(letters)
    return {
      title: `Letter ${number}: ${who}`,
      tags: ['letters', 'money'],
      ...(chance.is(0.3) && { mark: 'archive' as const }),
      body: [
        `Came on ${dayOf(day)}, answered within the week. ${text}`,
        `- [x] Answered\n- [${chance.is(0.6) ? 'x' : ' '}] Paper filed in the blue folder\n- [ ] Date in the calendar for next year`,
        'What goes where: [[Where the papers are]].',
      ].join('\n\n'),
    }
  },
}

const talks: Series = {
  share: 0.3,
  make: ({ number, day, chance }) => ({
    title: `Planning ${number}, ${dayOf(day)}`,
    tags: ['meeting', 'plans'],
    body: [
      'Ada, Tomasz, Layla; Greta by telephone.',
      `## Money for the next quarter\n\n${chance.pick(['Enough for the seal, the wheels and the sign. Not for the sheeter.', 'We could pay the rest of the grinder at once, and then would sleep worse in February.', 'The summer carries the winter, as always; we put four per cent aside each month.'])}`,
      `## People\n\n${chance.pick(['One more for the late shift from spring, half a week.', 'Kwame would like to learn the roaster. Mehmet would like to teach it.', 'Holidays are settled until the end of August, and nobody had to be asked twice.'])}`,
      `- [ ] ${chance.pick(['Compare two offers for the insurance', 'Ask the bank for the sheet on repayment', 'Write the notice for the late shift'])}\n- [x] Minutes to everybody`,
    ].join('\n\n'),
  }),
}

export const officeSeries: readonly Series[] = [months, post, talks]
