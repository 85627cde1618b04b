/** For the builder, until its own words have moved. */
export { wordsOf } from './words/public'
