/** What is said of answers, handed on to the features that take them. */
export { answerWords, type AnswerWords } from '../words/answers'
