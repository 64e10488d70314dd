import { addRest, type Messages } from '.'
import { messages } from './languages/en.ts?rest'

/** Every text of the page. */
export const t: Messages = addRest(messages)
