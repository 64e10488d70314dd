import type { Vocabulary } from '@/lib/quickAdd'
import { createCount } from '../plural'

const count = createCount('en')

const ORDINALS = { one: 'st', two: 'nd', few: 'rd', other: 'th' } as Record<string, string>
const ordinal = (n: number) =>
  n + ORDINALS[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)]!

/** Of one, or of several, that were named before. */
const is = (n: number) => (n === 1 ? 'is' : 'are')
const has = (n: number) => (n === 1 ? 'has' : 'have')

const couldNot = (verb: string) => (what: string) => `Couldn’t ${verb} ${what}.`

/**
 * Every text of the page. A language is one such file; this one is also the type of the others.
 * `title` and `name` come bare, and the sentence puts its quotes around them. `what` comes as it is
 * to stand there: a title in quotes, such as “Milk”, or `count.todos`. `n` is always a number.
 */
export const messages = {
  common: {
    /** Around a title in a sentence; then around what is quoted within that title. */
    quotes: '“”‘’',
    addTodo: 'Add a to-do',
    cancel: 'Cancel',
    close: 'Close',
    delete: 'Delete',
    /** Puts a note or a problem away; nothing is changed by it. */
    dismiss: 'Dismiss',
    goToInbox: 'Go to the Inbox',
    loading: 'Loading…',
    reload: 'Reload',
    save: 'Save',
    tryAgain: 'Try again',
    undo: 'Undo',
    redo: 'Redo',
  },
  count: {
    todos: (n: number) => count(n, { one: '# to-do', other: '# to-dos' }),
    itemsLeft: (n: number) => count(n, { one: '# item left', other: '# items left' }),
    results: (n: number) => count(n, { one: '# result', other: '# results' }),
  },
  /** Pages, and the ways to them. */
  nav: {
    notifications: 'Notifications',
    /** The name of the navigation, for screen readers. */
    main: 'Main',
    skip: 'Skip to the to-dos',
    /** Where a to-do is that was put into no list. The server's name for it is never shown. */
    inbox: 'Inbox',
    today: 'Today',
    upcoming: 'Upcoming',
    /** What is for the person, of the lists that are shared. */
    assigned: 'Assigned to me',
    lists: 'Lists',
    search: 'Search',
    /** What is completed, of all lists. */
    done: 'Done',
    trash: 'Trash',
    settings: 'Settings',
    /** How many to-dos are open behind a link, for screen readers. */
    open: (n: number) => count(n, { other: '# open' }),
  },
  lists: {
    /** The heading while the name is not known yet. */
    list: 'List',
    add: 'Add a list',
    archived: (n: number) => count(n, { other: 'Archived (#)' }),
    archivedLists: 'Archived lists',
    actions: (name: string) => `Actions for the list “${name}”`,
    edit: 'Edit list',
    rename: 'Rename or recolour',
    archive: 'Archive',
    unarchive: 'Unarchive',
    delete: 'Delete list',
    new: 'New list',
    /** The button that makes it. */
    create: 'Add list',
    nameMissing: 'A list needs a name.',
    notFound: 'List not found',
    gone: 'This list is not here any more, or not yours to see.',
  },
  colour: {
    slate: 'Slate',
    red: 'Red',
    orange: 'Orange',
    amber: 'Amber',
    green: 'Green',
    teal: 'Teal',
    blue: 'Blue',
    violet: 'Violet',
    pink: 'Pink',
  },
  /** What is around the rows of a list. */
  rows: {
    prompt: 'What needs to be done?',
    markAll: 'Mark all as complete',
    /** The same where there is little room. */
    markAllShort: 'Mark all',
    filter: 'Filter',
    showAll: 'Show all',
    /** Deletes what is completed. */
    clear: 'Clear completed',
    clearShort: 'Clear',
    allDone: 'Everything here is done.',
    noneDone: 'Nothing here is completed yet.',
    nothing: 'Nothing to do here yet.',
    addFirst: 'Add the first to-do',
  },
  filter: {
    all: 'All',
    active: 'Active',
    completed: 'Completed',
  },
  row: {
    /** The name of the box to tick. */
    complete: (title: string) => `Complete “${title}”`,
    actions: (title: string) => `Actions for “${title}”`,
    edit: 'Edit',
    editTitle: 'Edit title',
    moveUp: 'Move up',
    moveDown: 'Move down',
    hasNotes: 'Has notes',
    repeats: 'Repeats',
    /** How many of its sub-to-dos are done. */
    progress: (done: number, of: number) => `${done} of ${of} sub-to-dos done`,
    /** Begins, or goes on with, choosing several. */
    select: 'Select',
    /** Makes it a sub-to-do of the one above; makes it a to-do of its own. */
    indent: 'Make it a sub-to-do',
    outdent: 'Take it out',
    schedule: 'Choose a date',
    moveTo: 'Move to a list',
    /** Before a date, for screen readers. */
    overdue: 'Overdue:',
  },
  priority: {
    1: 'Urgent',
    2: 'High',
    3: 'Medium',
    4: 'None',
  },
  /** The names of what a to-do, or a list, consists of. */
  field: {
    title: 'Title',
    notes: 'Notes',
    name: 'Name',
    due: 'Due',
    dueTime: 'Time',
    colour: 'Colour',
    tags: 'Tags',
    priority: 'Priority',
    list: 'List',
  },
  detail: {
    todo: 'To-do',
    when: 'When',
    dueDate: 'Due date',
    dueTime: 'Due time',
    /** The name of the row of buttons: Today, Tomorrow, Next week … */
    choices: 'Due date choices',
    addTag: 'Add a tag',
    removeTag: (tag: string) => `Remove tag ${tag}`,
    titleFull: (most: number) =>
      `A title has at most ${most} characters. Put the rest into the notes.`,
    tooLong: 'These notes are too long to be saved. Please shorten them.',
  },
  quickAdd: {
    add: 'Add',
    /** The name of what was understood of a text, as chips. */
    understood: 'Understood',
    /** What a chip says to someone who cannot see its icon. `when`: “Tomorrow, 17:00”. */
    due: (when: string) => `Due ${when}`,
    list: (name: string) => `List ${name}`,
    tag: (name: string) => `Tag ${name}`,
    assignee: (name: string) => `For: ${name}`,
    priority: (name: string) => `Priority ${name}`,
    noPriority: 'No priority',
    repeats: (rule: string) => `Repeats: ${rule}`,
    /** Every week; `days`: “Monday and Thursday”. */
    note: (text: string) => `Note: ${text}`,
    /** `text`: what was typed, in quotes. */
    makeText: (text: string) => `Turn ${text} back into text`,
    isText: (text: string) => `${text} is text`,
    withoutTag: (tag: string) => `Without the tag ${tag}`,
    /** What was pasted: so many lines with something in them. */
    pasted: (n: number) => count(n, { one: '# line pasted', other: '# lines pasted' }),
    pastedHint: (n: number) =>
      count(n, {
        one: '# line pasted. Enter adds it, Escape keeps it as text.',
        other: '# lines pasted. Enter adds a to-do for each, Escape keeps them as text.',
      }),
    addLines: (n: number) => count(n, { one: 'Add # to-do', other: 'Add # to-dos' }),
    addAsOne: 'Add as one',
    tooManyLines: (n: number, most: number) =>
      `These are ${n} lines. At most ${most} can be added at once, so nothing was pasted.`,
    titleTooLong: (n: number, most: number) =>
      `A title has at most ${most} characters, and this one has ${n}. Please shorten it.`,
    /** Of pasted lines: the number of the first one that is too long. */
    /** `problem`: a sentence. */
    lineWrong: (line: number, problem: string) => `Line ${line}: ${problem}`,
  },
  dates: {
    yesterday: 'Yesterday',
    today: 'Today',
    tomorrow: 'Tomorrow',
    nextWeek: 'Next week',
    /** No due date. */
    none: 'None',
  },
  /** Today and Upcoming. */
  plan: {
    left: (n: number) => count(n, { other: '# to do' }),
    overdue: 'Overdue',
    nothingToday: 'Nothing is due today.',
    addToday: 'Add a to-do for today',
    planned: (n: number) => count(n, { one: '# to-do planned', other: '# to-dos planned' }),
    nothing: 'Nothing is planned yet.',
    add: 'Plan a to-do',
    more: 'Show later days',
    /** Of all that is overdue. */
    moveToToday: 'Move all to today',
    /** `day`: a weekday and a date. */
    addOn: (day: string) => `Add a to-do for ${day}`,
  },
  search: {
    label: 'Search all to-dos',
    placeholder: 'Titles, notes and tags',
    hint: 'Search titles, notes and tags in all your lists.',
    /** The name of the list of what was found. */
    results: 'Results',
    nothing: (query: string) => `Nothing matches “${query}”.`,
    clear: 'Clear the search',
  },
  trash: {
    kept: 'What you delete can be restored for 30 days.',
    deleted: (when: string) => `deleted ${when}`,
    restore: (title: string) => `Restore “${title}”`,
    delete: (title: string) => `Delete “${title}” for ever`,
    empty: 'Empty trash',
    ask: 'Delete for ever?',
    warning: (what: string) => `${what} cannot be restored after this.`,
    forever: 'Delete for ever',
    more: 'Show more',
    nothing: 'The trash is empty.',
    back: 'Back to the Inbox',
  },
  account: {
    account: 'Account',
    /** The name of the button that opens the menu. */
    menu: (name: string) => `Account: ${name}`,
    /** For want of a name. */
    yours: 'Your account',
    signOut: 'Sign out',
    ask: 'Sign out?',
    unsent: (n: number) =>
      count(n, {
        one: '# change has not been sent yet, and would be lost.',
        other: '# changes have not been sent yet, and would be lost.',
      }),
    allSent: 'Everything is sent by now.',
    theme: 'Theme',
  },
  theme: {
    light: 'Light',
    dark: 'Dark',
    /** As the device has it. */
    system: 'System',
  },
  /** The small dialogs that set one thing of the to-dos that are named. */
  choose: {
    due: (what: string, n: number) => `When ${is(n)} ${what} due?`,
    tags: (what: string) => `Tags of ${what}`,
    list: (what: string) => `Move ${what} to`,
    find: 'Find a list',
    noList: 'No list has this name.',
  },
  /** Completing a to-do with open ones below it. */
  children: {
    ask: 'Complete what is below it, too?',
    open: (n: number) =>
      count(n, {
        one: '# sub-to-do of it is still open.',
        other: '# sub-to-dos of it are still open.',
      }),
    remembered: 'Doable remembers your answer. You can change it in the settings.',
    alone: 'Only this one',
    all: 'Complete all',
  },
  /** What can be done with several to-dos at once. */
  select: {
    bar: 'Selected to-dos',
    clear: 'Clear the selection',
    complete: 'Complete',
    reopen: 'Reopen',
    move: 'Move to a list',
  },
  /** Short notes, and what a screen reader says, about what was just done. */
  said: {
    added: (what: string) => `Added ${what}`,
    /** `list`: its name, in quotes, too. */
    addedTo: (what: string, list: string) => `Added ${what} to ${list}`,
    assigned: (what: string, name: string) => `${what} is for ${name}`,
    assignedToNobody: (what: string) => `${what} is for nobody in particular`,
    completed: (what: string) => `Completed ${what}`,
    reopened: (what: string) => `Reopened ${what}`,
    deleted: (what: string) => `Deleted ${what}`,
    /** Deleted, because they were completed. */
    cleared: (what: string) => `Cleared ${what}`,
    restored: (what: string) => `Restored ${what}`,
    deletedForEver: (what: string) => `Deleted ${what} for ever`,
    /** `when`: `dates.tomorrow`, a weekday, or a date; of a to-do that repeats. */
    completedNext: (what: string, when: string) => `Completed ${what}. Next: ${when}`,
    /** Its title or its notes were written. */
    edited: (what: string) => `Edited ${what}`,
    renamed: (what: string) => `Renamed to ${what}`,
    /** `name`: one of `priority`. */
    priority: (what: string, name: string) => `Priority of ${what}: ${name}`,
    repeats: (what: string) => `${what} repeats`,
    repeatsNoMore: (what: string) => `${what} does not repeat any more`,
    tagged: (what: string, tag: string, n: number) => `${what} ${has(n)} the tag ${tag}`,
    untagged: (what: string, tag: string, n: number) => `${what} ${has(n)} the tag ${tag} no more`,
    movedOne: (what: string) => `Moved ${what}`,
    /** Its due date is today now. */
    movedToToday: (what: string) => `Moved ${what} to today`,
    /** It became a sub-to-do of the other one. */
    indented: (what: string, parent: string) => `${what} is below ${parent} now`,
    outdented: (what: string) => `${what} is a to-do of its own now`,
    selected: (n: number) => count(n, { other: '# selected' }),
    /** `said` is one of these sentences: what is taken back, or done again. */
    undone: (said: string) => `Undone: ${said}`,
    redone: (said: string) => `Done again: ${said}`,
    nothingToUndo: 'There is nothing to undo.',
    nothingToRedo: 'There is nothing to do again.',
    changedList: (what: string) => `Changed the list ${what}`,
    /** `when`: `dates.tomorrow`, a weekday, or a date. */
    due: (what: string, when: string, n: number) => `${what} ${is(n)} due ${when}`,
    /** `time`: as the person writes times. */
    dueAt: (what: string, time: string, n: number) => `${what} ${is(n)} due at ${time}`,
    dueAllDay: (what: string, n: number) => `${what} ${is(n)} due at no set time`,
    notDue: (what: string, n: number) => `${what} ${has(n)} no due date`,
    stepped: (what: string, n: number, of: number) => `${what} moved to position ${n} of ${of}`,
    /** To another list, whose name comes in quotes, too. */
    moved: (what: string, list: string) => `Moved ${what} to ${list}`,
    addedList: (what: string) => `Added the list ${what}`,
    archivedList: (what: string) => `Archived the list ${what}`,
    unarchivedList: (what: string) => `Unarchived the list ${what}`,
    deletedList: (what: string) => `Deleted the list ${what}`,
    theirs: 'Their version is used',
    mine: 'Your version is kept',
    offline: 'You are offline. Changes are kept on this device.',
    online: 'You are online again.',
    refused: (n: number) =>
      count(n, {
        one: '# change did not get through.',
        other: '# changes did not get through.',
      }),
    /** Opens what `refused` is about. */
    details: 'Details',
    newVersion: 'A new version of Doable is ready.',
  },
  /** A few words on how the page stands with the server. */
  sync: {
    synced: 'Synced',
    saving: 'Saving…',
    attention: 'Needs attention',
    offline: 'Offline',
    waiting: (n: number) => count(n, { other: 'Offline · # waiting' }),
  },
  /** The panel with what the person has to decide about. */
  attention: {
    tooLong: (what: string) => `The notes of ${what} are too long to be saved.`,
    shorten: 'Shorten them',
    discard: 'Discard what I typed',
    /** In the place of the title of a to-do that is gone. */
    deleted: 'Deleted',
    /** The name of the list of changes that did not get through. */
    changes: 'Changes',
    dismiss: (what: string) => `Dismiss ${what}`,
    /** A reason that is not one of `reason`: the server’s own sentence, which is English. */
    otherReason: (sentence: string) => sentence,
    nothing: 'Nothing needs your attention any more.',
    offline: 'You are offline.',
    later: (n: number) =>
      count(n, {
        one: '# change will be sent when you are back.',
        other: '# changes will be sent when you are back.',
      }),
  },
  /** A title or notes that two devices changed at once: `mine` is of this one, `theirs` of the other. */
  conflict: {
    title: (what: string) => `The title of ${what} was changed elsewhere, too.`,
    notes: (what: string) => `The notes of ${what} were changed elsewhere, too.`,
    twoTitles: 'Two versions of the title',
    twoNotes: 'Two versions of the notes',
    here: 'This was changed on another device, too.',
    mine: 'Your version',
    theirs: 'Their version',
    /** In the place of a version that is empty. */
    nothing: 'Nothing',
    useTheirs: 'Use theirs',
    useTheirTitle: (what: string) => `Use theirs for the title of ${what}`,
    useTheirNotes: (what: string) => `Use theirs for the notes of ${what}`,
    keepMine: 'Keep mine',
    keepMyTitle: (what: string) => `Keep mine for the title of ${what}`,
    keepMyNotes: (what: string) => `Keep mine for the notes of ${what}`,
  },
  /** What is wrong with the copy on the device, or with sending it. */
  trouble: {
    session: 'Your session has ended. Sign in again to send what you changed.',
    taken: 'Doable was updated in another tab. Reload this page to go on.',
    full: 'This device has no room left. What you change now is in this tab only: free some space, and leave the tab open until then.',
    unwritten:
      'This browser did not store what you changed. It is in this tab only: leave the tab open while Doable tries again.',
    lost: (n: number) =>
      count(n, {
        one: 'This browser removed Doable’s copy of your lists, and with it # change that the server had not heard of.',
        other:
          'This browser removed Doable’s copy of your lists, and with it # changes that the server had not heard of.',
      }),
    memory:
      'This browser gives Doable no room for a copy. What you change is in this tab only until it is sent.',
    deleted: 'Your account is being deleted. Nothing more is kept for it.',
    server: 'Doable has trouble on its side. What you change is kept here and sent later.',
  },
  /** A change that the server refused, by what was tried. */
  tried: {
    create: couldNot('add'),
    follow: couldNot('repeat'),
    patch: couldNot('change'),
    tick: couldNot('complete'),
    reopen: couldNot('reopen'),
    order: couldNot('move'),
    move: couldNot('move'),
    trash: couldNot('delete'),
    restore: couldNot('restore'),
    purge: (what: string) => `Couldn’t delete ${what} for ever.`,
    createList: couldNot('add the list'),
    patchList: couldNot('change the list'),
    trashList: couldNot('delete the list'),
    restoreList: couldNot('restore the list'),
    setRole: couldNot('change a role in'),
    removeMember: couldNot('remove somebody from'),
  },
  /** Why it refused. */
  reason: {
    forbidden: 'You may read this list, but not change it.',
    in_trash: 'It is in the trash.',
    not_found: 'It is not there any more.',
    last_owner: 'A list needs an owner.',
  },
  errors: {
    goneTodo: 'That to-do is not here any more.',
    notFound: 'Not found',
    noPage: 'There is no page at this address',
    notStarted: 'Doable could not start',
    noAnswer: 'The server does not answer. Check your connection, then try again.',
    notLoaded: 'Your lists could not be loaded.',
  },
  /** The screens before somebody is signed in. */
  entry: {
    signIn: 'Sign in',
    signingIn: 'Signing in…',
    ended: 'Your session has ended. Please sign in again.',
    deleted: 'Your account is deleted.',
    keep: 'Keep me signed in on this device',
    forgot: 'Forgot password?',
    new: 'New here? Create an account',
    signUp: 'Create an account',
    signUpIntro: 'One place for what you want to get done.',
    create: 'Create account',
    creating: 'Creating…',
    known: 'Have an account? Sign in',
    confirm: 'Confirm your address',
    confirmIntro: (email: string) => `We sent a code to ${email}. Please enter it here.`,
    confirmAction: 'Confirm',
    confirming: 'Confirming…',
    confirmed: 'Your address is confirmed. Please sign in.',
    otherAddress: 'Use another address',
    forgotTitle: 'Forgot your password?',
    forgotIntro: 'We send you a code to choose a new one with.',
    send: 'Send the code',
    sending: 'Sending…',
    reset: 'Choose a new password',
    resetIntro: 'If there is an account with this address, a code is on its way.',
    change: 'Change password',
    changing: 'Changing…',
    changed: 'Your password is changed. Please sign in.',
    back: 'Back to sign in',
    /** The name of the links to the other screens. */
    ways: 'Other ways in',
    email: 'E-mail',
    emailMissing: 'Please enter your e-mail address.',
    emailWrong: 'This does not look like an e-mail address.',
    password: 'Password',
    newPassword: 'New password',
    passwordHint: (n: number) =>
      count(n, { other: 'At least # characters. A few words make a good one.' }),
    passwordMissing: 'Please enter your password.',
    passwordShort: (n: number) => count(n, { other: 'Please use at least # characters.' }),
    passwordSpaces: 'A password cannot begin or end with a space.',
    /** Makes the typed password readable; beside it there is little room. */
    show: 'Show',
    showPassword: 'Show password',
    hide: 'Hide',
    hidePassword: 'Hide password',
    code: 'Code',
    codeIntro: 'Please enter the code from our e-mail.',
    codeWrong: 'The code has 6 digits.',
    codeLocal: (code: string) => `On this machine no e-mail is sent: the code is ${code}.`,
    sendNew: 'Send a new code',
    newSent: 'A new code is on its way.',
  },
  /** Why somebody could not sign in, or sign up. */
  refused: {
    already_confirmed: 'This address is confirmed already. Please sign in.',
    bad_email: 'This does not look like an e-mail address.',
    expired_code: 'This code has expired. Please ask for a new one.',
    not_confirmed: 'Your e-mail address is not confirmed yet.',
    offline: 'There is no connection right now. Please try again in a moment.',
    reset_required: 'You need a new password: please choose “Forgot password?”.',
    signed_out: 'Your session has ended. Please sign in again.',
    too_many: 'Too many tries. Please wait some minutes and try again.',
    unknown: 'Something went wrong on our side. Please try again.',
    unsupported: 'This account needs a way of signing in that Doable does not offer.',
    user_exists: 'There is an account with this e-mail address. Do you want to sign in instead?',
    weak_password: 'Please choose another password, of at least 10 characters.',
    wrong_code: 'This is not the code from the e-mail. Please check it, or ask for a new one.',
    wrong_credentials: 'E-mail address and password do not match.',
    wrong_password: 'This is not your present password.',
  },
  /** How a view is sorted and filtered. */
  arrange: {
    label: 'Sort and filter',
    sortBy: 'Sort by',
    /** No filter. */
    any: 'All',
    clear: 'Clear filter',
    hidden: (n: number) =>
      count(n, {
        one: '# to-do is hidden by the filter.',
        other: '# to-dos are hidden by the filter.',
      }),
  },
  sort: {
    own: 'My order',
    due: 'Due date',
    priority: 'Priority',
    title: 'Title',
    newest: 'Newest first',
  },
  dueFilter: {
    overdue: 'Overdue',
    today: 'Today',
    week: 'Next 7 days',
    none: 'No date',
  },
  /** What is completed, of all lists. */
  done: {
    count: (n: number) => count(n, { other: '# completed' }),
    nothing: 'What you complete is kept here.',
    more: 'Show earlier days',
  },
  /** The to-dos that have one tag, and the tags beside the lists. */
  tagView: {
    nothing: (tag: string) => `No open to-do has the tag ${tag}.`,
    add: 'Add one',
    all: (n: number) => count(n, { other: 'Show all # tags' }),
    few: 'Show fewer tags',
  },
  /** What a new person finds in the Inbox; `…Note` is the note of each. */
  firstRun: {
    tick: 'Tick me: tap the circle',
    tickNote:
      'That is all there is to it. Was it the wrong one? “Undo” in the note at the bottom brings it back, and what you completed is kept under Done.',
    write: 'Write “Buy milk tomorrow 5pm @errands p2” into the box above',
    writeNote:
      'Doable understands the day, the time, tags (@errands), priorities (p1 to p4) and lists (#home). Each becomes a chip; its × turns it back into plain text.',
    move: 'Drag me, swipe me, or press ? for the keys',
    moveNote:
      'Drag a to-do by its grip to another place, list or day. By touch, swipe right to complete it, and left to choose a date. With a keyboard, ? shows all the keys.',
  },
  /** The keys on the keyboard, where a Mac has no sign for them. */
  keys: {
    Mod: 'Ctrl',
    Alt: 'Alt',
    Shift: 'Shift',
    Enter: 'Enter',
    Escape: 'Esc',
    Space: 'Space',
    Tab: 'Tab',
    Delete: 'Del',
    Backspace: 'Backspace',
    /** Between two keys, of which the second comes after the first; then between two ways. */
    then: 'then',
    or: 'or',
  },
  /** What each key does, for the help and the palette. */
  shortcut: {
    quickAdd: 'Add a to-do',
    search: 'Search',
    palette: 'Search or jump to anything',
    help: 'Show this help',
    down: 'Next to-do',
    up: 'Previous to-do',
    open: 'Open the details',
    close: 'Close, or clear the selection',
    edit: 'Edit the title',
    complete: 'Complete, or reopen',
    priority1: 'Priority: Urgent',
    priority2: 'Priority: High',
    priority3: 'Priority: Medium',
    priority4: 'Priority: None',
    due: 'Set the due date',
    tags: 'Set tags',
    move: 'Move to a list',
    remove: 'Delete',
    moveUp: 'Move up',
    moveDown: 'Move down',
    select: 'Select, or deselect',
    selectDown: 'Extend the selection downwards',
    selectUp: 'Extend the selection upwards',
    selectAll: 'Select all',
    undo: 'Undo',
    redo: 'Redo',
    goInbox: 'Go to the Inbox',
    goToday: 'Go to Today',
    goUpcoming: 'Go to Upcoming',
    goLists: 'Go to the lists',
  },
  /** One box that finds to-dos, lists and tags, and everything that can be done. */
  palette: {
    open: 'Search or jump to…',
    label: 'Search or jump to anything',
    actions: 'Actions',
    todos: 'To-dos',
    complete: 'Complete',
    reopen: 'Reopen',
    goAssigned: 'Go to “Assigned to me”',
    goDone: 'Go to Done',
    goSettings: 'Go to the settings',
    goTrash: 'Go to the trash',
    archived: 'Archived',
    /** With what was typed. */
    add: (title: string) => `Add the to-do “${title}”`,
    search: (query: string) => `Search everywhere for “${query}”`,
    /** `name`: one of `theme`. */
    theme: (name: string) => `Theme: ${name}`,
    /** `when`: one of `dates`. */
    due: (when: string) => `Due: ${when}`,
  },
  /** What the keys, gestures and signs are for. */
  help: {
    title: 'Help',
    /** The entry in the menu. */
    keys: 'Keys and gestures',
    everywhere: 'Everywhere',
    going: 'Views',
    todo: 'With a to-do',
    selecting: 'Selecting several',
    writing: 'While editing a title',
    save: 'Save',
    restore: 'Leave it as it was',
    indent: 'Make it a sub-to-do of the one above',
    outdent: 'Make it a to-do of its own',
    touch: 'By touch',
    swipeRight: 'Swipe right',
    completes: 'Complete, or reopen',
    swipeLeft: 'Swipe left',
    schedules: 'Set the due date',
    grip: 'Drag by the grip',
    reorders: 'Put it somewhere else',
    adding: 'While adding',
    /** A list, and a tag. */
    home: 'home',
    errand: 'errand',
    personSign: '+anna, +me',
    prioritySign: 'p1 to p4',
    dateSign: 'tomorrow, fri, 1 dec',
    timeSign: '5pm, 17:00',
    repeatSign: 'every day, every mon,thu',
    noteSign: '// text',
    plainSign: '"march" or \\march',
    /** What the signs stand for; the others have the names of `field`. */
    person: 'Person, in shared lists',
    repeats: 'Repeats',
    plain: 'Taken as it is written',
    signs:
      'Dates count at the beginning and at the end. Each is shown as a chip; × turns it back into text.',
    off: 'Keys of one character are switched off.',
    settings: 'Change that in the settings',
  },
  /** The notes in the details of a to-do. */
  notes: {
    /** The name of the addresses that stand in them. */
    links: 'Links',
    room: (n: number) =>
      count(n, {
        one: 'Room for about # more character',
        other: 'Room for about # more characters',
      }),
  },
  tags: {
    /** The name of the choices while one types. */
    known: 'Suggestions',
  },
  when: {
    /** Saturday. */
    weekend: 'Weekend',
  },
  /** The sub-to-dos of a to-do. */
  below: {
    children: 'Sub-to-dos',
    add: 'Add a sub-to-do',
    /** Before the title of the one that it hangs on, for screen readers. */
    of: 'Sub-to-do of',
  },
  /** The menu in the details of a to-do. */
  menu: {
    more: 'More actions',
    duplicate: 'Duplicate',
    duplicated: (what: string) => `Duplicated ${what}`,
    copyLink: 'Copy link',
    copied: 'The link is copied.',
    /** The browser would not, so the address is shown. */
    notCopied: (address: string) => `The link is ${address}`,
  },
  /** What became of a to-do, and who did it. */
  past: {
    history: 'History',
    /** Where it is not known who did it. */
    created: (when: string) => `Created ${when}`,
    changed: (when: string) => `Changed ${when}`,
    createdByYou: (when: string) => `Created by you, ${when}`,
    createdByOther: (when: string, name: string) => `Created by ${name}, ${when}`,
    changedByYou: (when: string) => `Last changed by you, ${when}`,
    changedByOther: (when: string, name: string) => `Last changed by ${name}, ${when}`,
    completed: (when: string) => `Completed ${when}`,
  },
  settings: {
    look: 'Appearance',
    language: 'Language',
    /** It is chosen by the browser. */
    auto: 'Automatic',
    languageHint: 'Doable loads anew when you change it.',
    dates: 'Dates',
    weekStart: 'First day of the week',
    dateOrder: 'Order of dates',
    region: 'As in your region',
    dmy: 'Day, month, year',
    mdy: 'Month, day, year',
    ymd: 'Year, month, day',
    example: (date: string) => `For example: ${date}`,
    todos: 'To-dos',
    defaultList: 'List for new to-dos',
    defaultListHint: 'Where a to-do goes that is added in no list.',
    withChildren: 'Completing a to-do with open sub-to-dos',
    ask: 'Ask me',
    always: 'Completes them, too',
    never: 'Leaves them open',
    keyboard: 'Keyboard',
    singleKeys: 'Keys of one character',
    singleKeysHint:
      'Such as “e” to complete. Switch them off if you dictate, or hit them without meaning to.',
    /** Opens the table of the keys. */
    show: 'Show',
    kept: 'How Doable looks and works is kept in this browser; to-dos and account are the same everywhere.',
  },
  /** Notifications of to-dos that are due. */
  reminders: {
    title: 'Reminders',
    on: 'Remind me when a to-do is due',
    hint: 'At its time, as long as Doable is open somewhere in this browser.',
    denied:
      'This browser blocks notifications of Doable. Allow them in its settings for this site, beside the address, and switch this on again.',
    none: 'This browser cannot show notifications.',
    noneYet: 'On an iPhone or iPad, this works once Doable is on the Home Screen.',
    /** What a notification says below the title. */
    due: (time: string, list: string) => `Due at ${time} · ${list}`,
  },
  install: {
    title: 'App',
    about: 'As an app, Doable has its own window and icon, and opens without a network.',
    action: 'Install Doable',
    done: 'Doable is installed as an app.',
    ios: 'Tap Share, then “Add to Home Screen”.',
    other: 'Look in the menu of your browser for “Install” or “Add to Home Screen”.',
    /** A hint on the page, and what puts it away for good. */
    hint: 'Doable can be an app of its own on this device.',
    install: 'Install',
    never: 'No, thanks',
  },
  security: {
    change: 'Change password',
    current: 'Present password',
    changed: 'Your password is changed. Other devices stay signed in.',
    here: 'This device',
    allDevices: 'All devices',
    everywhere: 'Sign out everywhere',
    everywhereHint: 'Wherever you are signed in, here included.',
    ask: 'Sign out everywhere?',
    warning: (n: number) =>
      count(n, {
        other: 'This device is signed out at once, every other one within # minutes.',
      }),
    leaving: 'Signing out…',
    offline: 'This needs a connection, and there is none right now.',
  },
  /** Files to take along. */
  data: {
    heading: 'Your data',
    what: 'Lists',
    allLists: 'All lists',
    as: 'File',
    format: { json: 'Doable (JSON)', csv: 'Table (CSV)', txt: 'todo.txt', ics: 'Calendar (ICS)' },
    hint: {
      json: 'Keeps everything, the trash included.',
      csv: 'For a spreadsheet; without the trash.',
      txt: 'For other apps; without notes and trash.',
      ics: 'For calendars; without the trash.',
    },
    take: 'Take it along',
    download: 'Download',
    saved: 'The file is saved.',
    losses: (n: number) =>
      count(n, {
        one: '# thing could not be said in this format.',
        other: '# things could not be said in this format.',
      }),
    failed: 'The file could not be made. Try again.',
  },
  /** What comes from files of other programs. */
  imports: {
    bring: 'Bring it in',
    hint: 'From Todoist, Microsoft To Do, Google Tasks, a calendar, or Doable.',
    open: 'Import…',
    /** Of the import that goes on. */
    show: 'Show import',
    heading: 'Import to-dos',
    intro: 'Nothing is made before you have seen what will be. The file stays on this device.',
    choose: 'Choose a file',
    another: 'Another file',
    drop: 'or drop it here',
    where: 'Where to get one',
    /** By program, what to do there for a file. */
    from: {
      doable: ['Doable', 'Settings, Your data, as JSON or CSV.'],
      todoist: ['Todoist', 'In the menu of a project: Export as CSV.'],
      microsoft: [
        'Microsoft To Do',
        'In Outlook: Open & Export, tasks as CSV, in English. Or JSON from Graph.',
      ],
      google: ['Google Tasks', 'takeout.google.com: unpack the archive, and take Tasks.json.'],
      todotxt: ['todo.txt', 'The file itself.'],
      icalendar: [
        'Others',
        'Export to-dos as iCalendar (.ics): Thunderbird, Nextcloud, Tasks.org …',
      ],
    },
    source: {
      doable: 'from Doable',
      csv: 'Doable’s table',
      todotxt: 'todo.txt',
      icalendar: 'a calendar',
      todoist: 'from Todoist',
      microsoft: 'from Microsoft To Do',
      outlook: 'from Outlook',
      google: 'from Google Tasks',
    },
    reading: (file: string) => `Reading “${file}”…`,
    /** What is called so that has no name. */
    list: 'Imported',
    untitled: 'Untitled',
    comesIn: 'What comes in',
    newList: 'new list',
    oldList: 'is there',
    there: (n: number) =>
      count(n, {
        one: '# to-do is there already, and is left alone.',
        other: '# to-dos are there already, and are left alone.',
      }),
    inTrash: (n: number) =>
      count(n, {
        one: '# to-do lies in the trash, and is not made again. Restore it there.',
        other: '# to-dos lie in the trash, and are not made again. Restore them there.',
      }),
    nothing: 'There is nothing new in this file.',
    gone: 'What does not come over',
    changed: 'What comes over in another form',
    more: (n: number) => count(n, { other: 'Show more (#)' }),
    start: (n: number) => count(n, { one: 'Import # to-do', other: 'Import # to-dos' }),
    startLists: (n: number) => count(n, { one: 'Make # list', other: 'Make # lists' }),
    running: 'Importing…',
    progress: (done: number, total: number) =>
      `${count(done, { other: '#' })} of ${count(total, { one: '# to-do', other: '# to-dos' })}`,
    goesOn: 'You can close this and go on. Keep the page open until it is through.',
    offline: 'You are offline. It goes on when the network is back.',
    /** Where one is about to sign out, or to delete the account. */
    wouldEnd: 'An import is still running. It would end before it is through.',
    stop: 'Stop',
    resume: 'Resume',
    /** How it ended. */
    ended: {
      done: (made: number, _total: number) =>
        count(made, { one: 'Imported # to-do.', other: 'Imported # to-dos.' }),
      stopped: (made: number, total: number) =>
        `Stopped: ${count(made, { other: '#' })} of ${count(total, { one: '# to-do', other: '# to-dos' })} came in, and stay.`,
      refused: (made: number, total: number) =>
        `Stopped, as too much was refused: ${count(made, { other: '#' })} of ${count(total, { one: '# to-do', other: '# to-dos' })} came in.`,
    },
    later: 'Resume goes on from here. So does the same file, chosen again another day.',
    refused: (n: number) =>
      count(n, { one: '# to-do was refused.', other: '# to-dos were refused.' }),
    why: 'See why',
    lost: (n: number) =>
      count(n, {
        one: '# to-do was deleted for ever once, and was left out.',
        other: '# to-dos were deleted for ever once, and were left out.',
      }),
    revive: (n: number) => count(n, { one: 'Import that one, too', other: 'Import those #, too' }),
    lists: 'Where they are',
  },
  /** Why a file cannot be imported, and what to do. */
  fileProblem: {
    empty: 'The file is empty. Choose another one.',
    tooLarge: (megabytes: number) =>
      `The file is larger than ${megabytes} MB. Export fewer lists at once, or split it.`,
    zip: 'This is an archive. Unpack it first, and choose the file that is in it.',
    binary: 'This is no text. Export as JSON, CSV, todo.txt or iCalendar, and choose that file.',
    encoding:
      'The file is not in UTF-8. Open it where you got it, save it as UTF-8, and choose it again.',
    json: 'The file is broken: it is no whole JSON. Export it again.',
    quotes: (line: number) =>
      `A quotation mark has no end, from line ${line} on. Mend it there, or export the file again.`,
    newer: 'The file is of a later Doable. Reload the page to get that, and choose the file again.',
    table:
      'Of this table no column is known. It needs List, Level and Title, or to be as Todoist or Outlook write it.',
    noTodos:
      'There are no to-dos in the file. Of a calendar only the to-dos are taken, no appointments.',
    tooMany: (limit: number) =>
      count(limit, { other: 'There are more than # to-dos in the file. Split it.' }),
    unknown: 'This kind of file is not known. Below you see which ones are, and where to get them.',
    noRoom: (needed: number, room: number) =>
      count(needed, { one: 'This needs # new list', other: 'This needs # new lists' }) +
      count(room, {
        one: ', and there is room for # more. Delete lists first, or import less.',
        other: ', and there is room for # more. Delete lists first, or import less.',
      }),
    failed: 'The file could not be read. Choose it again.',
  },
  /** What an import cannot take over as it is. */
  loss: {
    title: (n: number) =>
      count(n, {
        one: '# title is too long: its end goes into the notes.',
        other: '# titles are too long: their ends go into the notes.',
      }),
    tags: (n: number) =>
      count(n, {
        one: '# to-do has too many tags, or too long ones: those go into the notes.',
        other: '# to-dos have too many tags, or too long ones: those go into the notes.',
      }),
    due: (n: number) =>
      count(n, {
        one: '# date is not understood, and goes into the notes.',
        other: '# dates are not understood, and go into the notes.',
      }),
    time: (n: number) =>
      count(n, {
        one: '# time is without a day, and goes into the notes.',
        other: '# times are without a day, and go into the notes.',
      }),
    repeat: (n: number) =>
      count(n, {
        one: '# to-do repeats in a way that Doable does not know: that goes into the notes.',
        other: '# to-dos repeat in ways that Doable does not know: those go into the notes.',
      }),
    priority: (n: number) =>
      count(n, {
        one: '# priority is below all that Doable has, and goes into the notes.',
        other: '# priorities are below all that Doable has, and go into the notes.',
      }),
    start: (n: number) =>
      count(n, {
        one: '# start date goes into the notes.',
        other: '# start dates go into the notes.',
      }),
    deadline: (n: number) =>
      count(n, {
        one: '# deadline goes into the notes.',
        other: '# deadlines go into the notes.',
      }),
    field: (n: number) =>
      count(n, {
        one: '# thing that Doable has no place for goes into the notes.',
        other: '# things that Doable has no place for go into the notes.',
      }),
    section: (n: number) =>
      count(n, { one: '# section becomes a tag.', other: '# sections become tags.' }),
    list: (n: number) =>
      count(n, {
        one: '# list is one too many: what is in it goes into the last one, with a tag.',
        other: '# lists are too many: what is in them goes into the last one, with tags.',
      }),
    depth: (n: number) =>
      count(n, {
        one: '# sub-to-do is too deep, and goes below the topmost one.',
        other: '# sub-to-dos are too deep, and go below the topmost ones.',
      }),
    split: (n: number) =>
      count(n, {
        one: '# more list is made, as the one before it is full.',
        other: '# more lists are made, as the ones before them are full.',
      }),
    name: (n: number) =>
      count(n, {
        one: 'The name of # list is too long, and is shortened.',
        other: 'The names of # lists are too long, and are shortened.',
      }),
    untitled: (n: number) =>
      count(n, {
        one: '# to-do has no title, and gets one.',
        other: '# to-dos have no titles, and get some.',
      }),
    html: (n: number) =>
      count(n, {
        one: '# note keeps its words only, and no bold or colours.',
        other: '# notes keep their words only, and no bold or colours.',
      }),
    spaces: (n: number) =>
      count(n, { one: '# name is written with _.', other: '# names are written with _.' }),
    zone: (n: number) =>
      count(n, {
        one: '# time is of another time zone, and taken as it stands.',
        other: '# times are of other time zones, and taken as they stand.',
      }),
    dates: (n: number) =>
      count(n, {
        one: 'The dates of # file are read with the month first. Look whether that is right.',
        other: 'The dates of # files are read with the month first. Look whether that is right.',
      }),
    notes: (n: number) =>
      count(n, {
        one: '# note is too long, or of no to-do: this part of it is lost.',
        other: '# notes are too long, or of no to-dos: these parts of them are lost.',
      }),
    parent: (n: number) =>
      count(n, {
        one: '# sub-to-do cannot hang where it did, and stands by itself.',
        other: '# sub-to-dos cannot hang where they did, and stand by themselves.',
      }),
    assignee: (n: number) =>
      count(n, {
        one: '# to-do is for somebody who is no member here: it will be for nobody.',
        other: '# to-dos are for people who are no members here: they will be for nobody.',
      }),
    reminder: (n: number) =>
      count(n, { one: '# reminder is lost.', other: '# reminders are lost.' }),
    duration: (n: number) =>
      count(n, { one: '# duration is lost.', other: '# durations are lost.' }),
    attachment: (n: number) =>
      count(n, { one: '# attachment is lost.', other: '# attachments are lost.' }),
    empty: (n: number) =>
      count(n, {
        one: '# entry without any text is left out.',
        other: '# entries without any text are left out.',
      }),
    trash: (n: number) =>
      count(n, {
        one: '# deleted to-do is left out.',
        other: '# deleted to-dos are left out.',
      }),
    event: (n: number) =>
      count(n, {
        one: '# appointment is left out.',
        other: '# appointments are left out.',
      }),
    misread: (n: number) =>
      count(n, {
        one: '# title will be read in another way.',
        other: '# titles will be read in another way.',
      }),
  },
  /** Who is in a list, and how others get in. */
  sharing: {
    share: 'Share…',
    people: 'Members…',
    heading: (list: string) => `Share “${list}”`,
    /** The same for who invites nobody. */
    membersOf: (list: string) => `Members of “${list}”`,
    members: (n: number) => count(n, { one: '# member', other: '# members' }),
    you: 'You',
    youAs: (name: string) => `${name} (you)`,
    unnamed: 'somebody without a name',
    former: 'a former member',
    somebody: 'Somebody',
    role: { owner: 'Owner', editor: 'Editor', viewer: 'Viewer' },
    /** What who is invited may do. */
    may: { editor: 'May edit', viewer: 'May read' },
    roleOf: (name: string) => `Role of ${name}`,
    roleChanged: (name: string, role: string) => `${name}: ${role}`,
    remove: (name: string) => `Remove ${name}`,
    removeShort: 'Remove',
    askRemove: (name: string) => `Remove ${name}?`,
    removeWarning: 'They lose the list at once. What they wrote stays.',
    removed: (name: string) => `${name} is not in the list any more.`,
    askStepDown: 'Stop being an owner?',
    stepDownWarning: 'Only another owner can make you one again.',
    stepDown: 'Stop being an owner',
    ownName: 'Your name',
    ownNameHint:
      'As the others in your lists see it. Without one you are “somebody without a name”.',
    nameMissing: 'Write a name.',
    nameSaved: 'Your name is saved.',
    invite: 'Invite somebody',
    invitedRole: 'What they may do',
    makeLink: 'Make a link',
    link: 'Link of the invite',
    linkHint: 'It works once, for seven days. Give it only to whom you mean: nobody sees it again.',
    copy: 'Copy',
    copied: 'The link is copied.',
    qr: 'The link as a QR code',
    open: (n: number) => count(n, { one: '# open invite', other: '# open invites' }),
    openInvite: (role: string, by: string, until: string) => `${role}, by ${by}, until ${until}`,
    withdraw: 'Withdraw',
    leave: 'Leave the list',
    askLeave: (list: string) => `Leave “${list}”?`,
    leaveWarning: 'It disappears from your devices. To come back, you need an invite.',
    left: (list: string) => `You left “${list}”.`,
    lastOwner: 'You are its only owner: make somebody else one before you leave, or delete it.',
    joinTitle: 'An invite',
    /** `then`: one of the sentences below. */
    invited: (name: string, list: string, then: string) =>
      `${name} invites you to the list “${list}”. ${then}`,
    then: { editor: 'You may edit it.', viewer: 'You may read it.' },
    join: 'Join',
    decline: 'Not now',
    signIn: 'Sign in to join',
    signUp: 'Create an account',
    gone: 'This invite is not open any more. Ask for a new one.',
    toDoable: 'To Doable',
    offline: 'This needs a connection, and there is none right now.',
    failed: 'That did not work. Try again.',
    assignee: 'For',
    nobody: 'Nobody in particular',
    noneAssigned: 'Nothing is assigned to you.',
    readOnly: 'You may read this list. Ask an owner if you want to change it.',
    reason: {
      forbidden: 'Only an owner may do that.',
      invite_gone: 'This invite is not open any more.',
      limit_reached: 'There is no room for more.',
      not_found: 'This list is not yours any more.',
      unavailable: 'Doable is busy. Try again.',
    },
  },
  /** The address at which calendars find the to-dos. */
  calendar: {
    calendars: 'Calendars',
    title: 'Calendar address',
    hint: 'Apple’s, Google’s, Outlook’s and others show your to-dos.',
    intro:
      'A secret address that calendars subscribe to. It shows the open to-dos that have a day: title, notes and tags.',
    /** `lists`: the name of a list, or “All lists”. */
    since: (when: string, lists: string) =>
      `Made ${when}, for: ${lists}. It is not shown again: replace it if it is lost.`,
    goneList: 'a list that is gone',
    make: 'Make an address',
    made: 'The address is made.',
    replace: 'Replace',
    askReplace: 'Replace the address?',
    replaceWarning: 'The old one shows nothing from then on: calendars must subscribe again.',
    remove: 'Remove',
    removed: 'The address is removed.',
    askRemove: 'Remove the address?',
    removeWarning: 'Calendars that use it show nothing from then on.',
    address: 'Address',
    once: 'Copy it now: nobody sees it again. Whoever has it can read these to-dos.',
    copied: 'The address is copied.',
    subscribe: 'Subscribe on this device',
    apple: 'Apple: in Calendar, File, New Calendar Subscription.',
    google: 'Google: Other calendars, +, From URL.',
    outlook: 'Outlook: Add calendar, Subscribe from web.',
    /** `ending`: what is put behind the address. */
    asTodos: (ending: string) =>
      `To-dos are shown as events. For an app that shows to-dos, put ${ending} behind the address.`,
    reason: {
      not_found: 'This list is not yours any more.',
      unavailable: 'Doable is busy. Try again.',
    },
  },
  /** What lets scripts act for the person. */
  tokens: {
    /** The heading above calendars and scripts. */
    connections: 'Connections',
    scripts: 'Scripts',
    title: 'Access tokens',
    hint: 'For programs of your own that read or change your to-dos.',
    intro:
      'A script that sends a token acts as you, and cannot do what should be done in person, such as inviting others.',
    docs: 'What scripts can do',
    count: (n: number) => count(n, { one: '# token', other: '# tokens' }),
    scope: { read: 'May read', write: 'May read and change' },
    about: (scope: string, until: string, used: string) => `${scope} · until ${until} · ${used}`,
    used: (day: string) => `last used on ${day}`,
    unused: 'never used',
    revoke: 'Revoke',
    revokeOne: (name: string) => `Revoke “${name}”`,
    askRevoke: (name: string) => `Revoke “${name}”?`,
    revokeWarning: 'Whatever uses it is refused from then on.',
    revoked: (name: string) => `“${name}” is revoked.`,
    new: 'New token',
    name: 'What it is for',
    nameMissing: 'Write what it is for.',
    may: 'What it may do',
    goodFor: 'Good for',
    life: (n: number) => count(n, { one: '# day', other: '# days' }),
    make: 'Make a token',
    made: (name: string) => `The token “${name}”`,
    once: 'Copy it now: nobody sees it again. Keep it like a password.',
    secret: 'Token',
    copied: 'The token is copied.',
    example: 'To try it in a terminal',
    exampleCopied: 'The command is copied.',
    reason: {
      limit_reached: 'You have 50 tokens, which is the most. Revoke one first.',
      unavailable: 'Doable is busy. Try again.',
      validation_failed: 'The server did not take the last day. Check the date of this device.',
    },
  },
  /** Of the account. */
  deletion: {
    title: 'Delete account',
    hint: 'With all that is known of you.',
    ask: 'Delete your account?',
    goes: 'Your lists and to-dos, your access tokens and calendar address, and your sign-in are deleted at once, on all devices. Nothing brings them back.',
    stays:
      'What you wrote in lists of others stays there, without your name. Backups of the server end after 35 days.',
    takeAlong: 'You can take your lists along first.',
    /** Leads to the section that is called so. */
    toData: 'To “Your data”',
    orphans: 'Others are in these lists, and only you own them. Say what becomes of each.',
    choose: 'Please choose',
    handOver: (name: string) => `Hand over to ${name}`,
    deleteForAll: 'Delete for everybody',
    choiceMissing: 'Choose who is to have it, or delete it for everybody.',
    unknownList: 'A list that this device does not know',
    email: 'Your e-mail address, to confirm',
    emailWrong: 'Type the address of your account.',
    deleting: 'Deleting…',
    /** On a screen that stays until it is done. */
    heading: 'Your account is being deleted',
    working: 'This may take a minute. Leave the page open.',
    busy: 'Doable is busy. It goes on by itself in a moment.',
    offline: 'There is no connection. It goes on by itself when there is one.',
    begunElsewhere:
      'Somebody who is signed in as you began it, and Doable takes nothing more. Finish it here, or on the device where it began.',
    /** `reason`: a sentence of `refused`. */
    userLeft: (reason: string) => `All your data is deleted, but not your sign-in yet. ${reason}`,
    goOn: 'Finish deleting',
    /** Of what is on the device, as long as it is there. */
    keepCopy: 'Download my lists first',
    reason: {
      choice_needed: 'The members of a list are others by now. Choose again.',
    },
  },
  /** How a to-do comes again: its rule in words, and the editor of it. */
  repeat: {
    repeat: 'Repeat',
    /** `rule`: such as `never`, or “Every 2 weeks on Monday”. */
    button: (rule: string) => `Repeat: ${rule}`,
    never: 'Never',
    custom: 'Custom…',
    days: (n: number) => count(n, { one: 'Every day', other: 'Every # days' }),
    weeks: (n: number) => count(n, { one: 'Every week', other: 'Every # weeks' }),
    months: (n: number) => count(n, { one: 'Every month', other: 'Every # months' }),
    years: (n: number) => count(n, { one: 'Every year', other: 'Every # years' }),
    /** Monday to Friday. */
    workdays: 'Every weekday',
    /** `rule`: what is above. `days`: “Monday and Thursday”. */
    everyDays: (days: string) => `Every ${days}`,
    onDays: (rule: string, days: string) => `${rule} on ${days}`,
    onMonthDay: (rule: string, day: number) => `${rule} on the ${ordinal(day)}`,
    onLastDay: (rule: string) => `${rule} on the last day`,
    /** The next one is due so long after this one is done. */
    fromCompletion: (rule: string) => `${rule}, counted from completion`,
    until: (rule: string, date: string) => `${rule}, until ${date}`,
    /** So often from now on, this one included. */
    times: (rule: string, n: number) => `${rule}, ${count(n, { one: 'once', other: '# times' })}`,
    /** `when`: `dates.tomorrow`, a weekday, or a date. */
    next: (when: string) => `Next: ${when}`,
    nextIfToday: (when: string) => `Next, if completed today: ${when}`,
    last: 'This is the last one.',
    /** Before a number, which “weeks” and the like follow. */
    every: 'Repeat every',
    unit: 'Unit of time',
    weekdays: 'On these days',
    monthDay: 'On day',
    lastDay: 'Last day',
    skips: 'Months without this day are left out.',
    from: 'Counted from',
    due: 'Due date',
    completion: 'Completion',
    ends: 'Ends',
    onDate: 'On a date',
    after: (n: number) => count(n, { one: 'After # time', other: 'After # times' }),
    endDate: 'End date',
    howOften: 'How often',
    /** Closes the editor. */
    done: 'Done',
  },
  grammar: {
    /** What quick add understands beside English, which it always does. */
    words: null as Vocabulary | null,
  },
}
