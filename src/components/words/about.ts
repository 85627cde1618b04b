export const title = 'About'
export const heading = (name: string) => `About ${name}`
export const whatItIs = (name: string) =>
  `${name} is a small team’s workspace in one executable and one file. It runs on a box of your own: notes that the team writes together, found again by any word in them, and forms that anybody can answer, with an inbox for what comes in, behind accounts of your own.`
export const oneFile =
  'Everything it knows lies in a single database file. Copying that file is a backup; putting it beside the program on another box is a move.'
export const madeToBeRead = 'Made to be read'
export const freeSoftware =
  'The program is free software under the MIT licence, written in TypeScript with Astro, Vue and SQLite on Bun. It is small enough to be read in an hour and meant to be forked for a workspace, an admin panel or a dashboard of one’s own.'
