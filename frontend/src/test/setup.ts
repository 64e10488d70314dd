/** Words and dates as one person has them, whatever machine this is. */
if (typeof document !== 'undefined') {
  const { startLanguage } = await import('@/i18n')
  await startLanguage(['en-GB'])
  // What the page has a moment after it was painted, a test has from the start.
  const { loadTodoActions } = await import('@/composables/useTodoActions')
  await loadTodoActions()
}
