import { createCount } from '../plural'

const count = createCount('en')

/** Every text of the page. A language is one such file; this one is also the type of the others. */
export const messages = {
  common: {
    cancel: 'Cancel',
    close: 'Close',
    delete: 'Delete',
    undo: 'Undo',
    tryAgain: 'Try again',
  },
  count: {
    todos: (n: number) => count(n, { one: '# to-do', other: '# to-dos' }),
    itemsLeft: (n: number) => count(n, { one: '# item left', other: '# items left' }),
  },
}
