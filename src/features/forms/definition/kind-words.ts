/** For the builder, until its own words have moved. */
export { kinds as kindWords } from '../words/kinds'
export { nameOf } from './name-of'
