type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** Counts in one language: `count(3, { one: '# item', other: '# items' })` gives “3 items”. */
export function createCount(language: string): (n: number, forms: Forms) => string {
  let rules: Intl.PluralRules | undefined
  let digits: Intl.NumberFormat | undefined
  return (n, forms) => {
    rules ??= new Intl.PluralRules(language)
    digits ??= new Intl.NumberFormat(language)
    return (forms[rules.select(n)] ?? forms.other).replace('#', digits.format(n))
  }
}
