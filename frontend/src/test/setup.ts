/** Words and dates as one person has them, whatever machine this is. */
if (typeof document !== 'undefined') {
  const { startLanguage } = await import('@/i18n')
  await startLanguage(['en-GB'])
}
