export const jobsThatWait = 'Jobs that wait'
export const held = 'held until you release them'
export const givenUp = (count: number) => `${count} given up`

export const heldNotice =
  'Jobs and mail are held: nothing is sent and nothing runs in the background until you release them.'
export const heldNoticeAction = 'Look at the jobs'

export const metrics = {
  jobs: 'Jobs by where they stand; dead ones were given up.',
  held: '1 while no job begins and no mail goes out, else 0.',
}
